//! The binary on its pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

fn shim(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_osproxy-shim"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts")
}

fn run(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = shim(arguments);
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the input is read");
    let output = child.wait_with_output().expect("the process ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const HELLO: &str = r#"{"id":1,"op":"hello","params":{"protocol":"osproxy","kit":"1.0.0","adapter_protocol":1}}"#;

#[test]
fn each_profile_states_its_roles_and_refuses_what_it_has_not() {
    for (profile, roles, refused) in
        [("store", 1, "ctl.config"), ("control", 2, "upstream.log"), ("fleet", 3, "store.restart")]
    {
        let input =
            format!("{HELLO}\n{{\"id\":2,\"op\":\"{refused}\",\"params\":{{}}}}\n{{\"id\":3,\"op\":\"bye\"}}\n");
        let (code, output, _) = run(&["--profile", profile], &input);
        let replies: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(code, Some(0));
        assert_eq!(replies[0]["ok"]["profile"], profile);
        assert_eq!(replies[0]["ok"]["roles"].as_array().map(Vec::len), Some(roles));
        assert!(replies[1]["unsupported"].is_string(), "{profile}");
        assert_eq!(replies[2].to_string(), r#"{"id":3,"ok":{}}"#);
    }
}

#[test]
fn the_end_of_the_input_ends_the_process_and_drops_an_unfinished_line() {
    let (code, output, _) = run(&[], &format!("{HELLO}\n{{\"id\":2,\"op\":\"clock.now\"}}"));
    assert_eq!((code, output.lines().count()), (Some(0), 1));
}

#[test]
fn a_reply_is_out_before_the_next_request_is_read() {
    let mut child = shim(&[]);
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in 1..=3 {
        write!(input, "{{\"id\":{id},\"op\":\"clock.now\"}}\n{{\"id\"").expect("the input is read");
        input.flush().expect("the input is read");
        let mut reply = String::new();
        output.read_line(&mut reply).expect("a reply");
        assert_eq!(reply, format!("{{\"id\":{id},\"ok\":{{\"ns\":\"0\"}}}}\n"));
        writeln!(input, ":9,\"op\":\"clock.now\"}}").expect("the input is read");
        output.read_line(&mut reply).expect("a reply");
    }
    drop(input);
    assert!(child.wait().expect("the process ends").success());
    output.read_to_string(&mut String::new()).expect("the output ends");
}

#[test]
fn a_line_that_is_no_request_ends_the_process_with_a_reason() {
    for line in [
        "[]",
        "{",
        "{\"id\":0,\"op\":\"hello\"}",
        "{\"id\":1,\"op\":\"hello\",\"more\":1}",
        "{\"id\":1,\"op\":\"hello\",\"params\":null}",
    ] {
        let (code, output, reason) = run(&[], &format!("{line}\n"));
        assert_eq!((code, output.as_str()), (Some(1), ""), "{line}");
        assert!(reason.starts_with("osproxy-shim: "), "{line}: {reason}");
    }
    assert_eq!(run(&["--profile", "java"], "").0, Some(64));
}
