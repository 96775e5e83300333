/* An adapter of the cell: one request a line in, one reply a line out, written when the input is drained. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char in[1 << 20], out[1 << 21];
static size_t held, filled;
static int value = -1;

static void reply(const char *id, size_t digits, const char *text) {
  size_t length = strlen(text);
  memcpy(out + filled, "{\"id\":", 6), filled += 6;
  memcpy(out + filled, id, digits), filled += digits;
  memcpy(out + filled, text, length), filled += length;
}

static void flush(void) {
  for (size_t done = 0; done < filled;) {
    ssize_t n = write(1, out + done, filled - done);
    if (n <= 0) exit(1);
    done += (size_t)n;
  }
  filled = 0;
}

static void take(const char *line) {
  const char *id = strstr(line, "\"id\":"), *op = strstr(line, "\"op\":\"");
  if (id == NULL || op == NULL) exit(2);
  id += 5, op += 6;
  size_t digits = strspn(id, "0123456789");
  char text[64];
  if (strncmp(op, "put\"", 4) == 0) {
    const char *given = strstr(op, "\"value\":");
    if (value < 0 && given != NULL) {
      value = atoi(given + 8);
      reply(id, digits, ",\"ok\":{}}\n");
    } else reply(id, digits, ",\"error\":{\"code\":\"full\"}}\n");
  } else if (strncmp(op, "take\"", 5) == 0) {
    if (value >= 0) {
      snprintf(text, sizeof text, ",\"ok\":{\"value\":%d}}\n", value);
      value = -1;
      reply(id, digits, text);
    } else reply(id, digits, ",\"error\":{\"code\":\"empty\"}}\n");
  } else if (strncmp(op, "reset\"", 6) == 0) {
    value = -1;
    reply(id, digits, ",\"ok\":{}}\n");
  } else if (strncmp(op, "hello\"", 6) == 0) {
    reply(id, digits,
          ",\"ok\":{\"implementation\":\"cell\",\"version\":\"1\",\"language\":\"C\",\"protocol\":\"cell\",\"profile\":\"cell\","
          "\"roles\":[\"CELL\"],\"capabilities\":[],\"clock\":\"virtual\",\"deterministic\":true}}\n");
  } else if (strncmp(op, "bye\"", 4) == 0) {
    reply(id, digits, ",\"ok\":{}}\n");
    flush();
    exit(0);
  } else reply(id, digits, ",\"unsupported\":\"no such operation\"}\n");
}

int main(void) {
  for (;;) {
    ssize_t n = read(0, in + held, sizeof in - held - 1);
    if (n <= 0) return 0;
    held += (size_t)n;
    in[held] = 0;
    char *line = in, *end;
    while ((end = memchr(line, '\n', held - (size_t)(line - in))) != NULL) {
      *end = 0;
      if (filled > sizeof out - 1024) flush();
      take(line);
      line = end + 1;
    }
    held -= (size_t)(line - in);
    memmove(in, line, held);
    flush();
  }
}
