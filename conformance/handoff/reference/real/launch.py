"""Starts a program with listening sockets at chosen descriptors, which Node cannot do.

The one argument is JSON: "exec", the command; "numbers", a descriptor for each TCP listener on the loopback interface, from 3
on; "control", where descriptor 3 goes if it is a control stream; "kept", how many descriptors from 3 on are passed on as they
are. Ports go into CUTOVER_PORTS, joined with commas. In values of
variables "{pid}" becomes the number of the process, which stays the same.
"""

import json
import os
import socket
import sys

order = json.loads(sys.argv[1])
numbers = order["numbers"]
above = max([3, *numbers, order["control"] or 3]) + 1

control = None
if order["control"] is not None:
    control = above + len(numbers)
    os.dup2(3, control)
ports = []
for index, number in enumerate(numbers):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    ports.append(str(listener.getsockname()[1]))
    # All stand above the targets before the first is put in its place.
    os.dup2(listener.fileno(), above + index)
    listener.close()
for index, number in enumerate(numbers):
    os.dup2(above + index, number)
if control is not None:
    os.dup2(control, order["control"])
# Nothing else is passed on, wherever this process has it from.
kept = {*range(3 + order["kept"]), *numbers, order["control"]}
for name in os.listdir("/proc/self/fd"):
    if int(name) not in kept and os.path.exists("/proc/self/fd/" + name):
        os.close(int(name))

environment = {name: value.replace("{pid}", str(os.getpid())) for name, value in os.environ.items()}
environment["CUTOVER_PORTS"] = ",".join(ports)
os.execvpe(order["exec"][0], order["exec"], environment)
