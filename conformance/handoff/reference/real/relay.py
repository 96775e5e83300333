"""The child of a supervisor that its driver plays.

It tells the driver, over the Unix socket at CUTOVER_DRIVER, its process id, its variables and its descriptors in one line of
JSON; behind that line the connection is the control stream. A second process keeps both, so that what the supervisor sent is
still read when the child was killed.
"""

import fcntl
import json
import os
import select
import socket
import stat
import sys


def kind(number):
    mode = os.fstat(number).st_mode
    if stat.S_ISFIFO(mode):
        return "pipe"
    if not stat.S_ISSOCK(mode):
        return "file"
    with socket.socket(fileno=os.dup(number)) as each:
        listening = each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
        unix = each.family == socket.AF_UNIX
        if each.type != socket.SOCK_STREAM:
            return "datagram"
    return ("unix_" if unix else "tcp_") + ("listener" if listening else "stream")


def port(number):
    with socket.socket(fileno=os.dup(number)) as each:
        return each.getsockname()[1]


def described(number):
    told = {"number": number, "kind": kind(number)}
    told["close_on_exec"] = fcntl.fcntl(number, fcntl.F_GETFD) & fcntl.FD_CLOEXEC != 0
    if told["kind"] == "tcp_listener":
        told["port"] = port(number)
    return told


def open_numbers():
    numbers = sorted(int(name) for name in os.listdir("/proc/self/fd"))
    return [number for number in numbers if number > 2 and os.path.exists("/proc/self/fd/%d" % number)]


def pump(control, driver, alive):
    """Carries bytes both ways until one side is gone, or the child and then all that was on its way."""
    while True:
        ready, _, _ = select.select([control, driver, alive], [], [])
        if alive in ready and control not in ready:
            return
        for source, target in ((control, driver), (driver, control)):
            if source not in ready:
                continue
            try:
                data = source.recv(65536)
                if not data:
                    return
                target.sendall(data)
            except OSError:
                return


descriptors = [described(number) for number in open_numbers()]
own = {name: value for name, value in os.environ.items() if not name.startswith("CUTOVER_")}
driver = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
driver.connect(os.environ["CUTOVER_DRIVER"])
hello = {"relay": os.environ["CUTOVER_SUPERVISOR"], "pid": os.getpid(), "environment": own, "descriptors": descriptors}
driver.sendall((json.dumps(hello) + "\n").encode())

number = int(os.environ["HANDOFF_SOCK_FD"])
alive, held = os.pipe()
if os.fork() == 0:
    os.close(held)
    for each in descriptors:
        if each["number"] != number:
            os.close(each["number"])
    os.setsid()
    pump(socket.socket(fileno=number), driver, alive)
    sys.exit(0)
os.close(number)
os.close(alive)
driver.close()
while True:
    select.select([], [], [])
