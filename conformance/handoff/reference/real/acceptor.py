"""Accepts the connections of a daemon's clients for as long as standard input is open.

Arguments: the Unix socket at which the daemon serves, and the descriptors of its listeners. A process that has a listener open
but must not accept starts this one when it may; Node cannot stop to accept without giving the listener away. What was accepted
is carried to its end.
"""

import selectors
import socket
import sys

daemon = sys.argv[1]
listeners = [socket.socket(fileno=int(number)) for number in sys.argv[2:]]
selector = selectors.DefaultSelector()
peers = {}


def drop(one):
    other = peers.pop(one)
    del peers[other]
    for each in (one, other):
        selector.unregister(each)
        each.close()


def accept(listener):
    if listener not in listeners:
        return
    try:
        client, _ = listener.accept()
    except BlockingIOError:
        return
    client.setblocking(True)
    served = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        served.connect(daemon)
    except OSError:
        client.close()
        return
    for one, other in ((client, served), (served, client)):
        peers[one] = other
        selector.register(one, selectors.EVENT_READ, carry)


def carry(one):
    if one not in peers:
        return
    try:
        data = one.recv(65536)
        if data:
            peers[one].sendall(data)
            return
    except OSError:
        pass
    drop(one)


def stop(source):
    selector.unregister(source)
    for listener in listeners:
        selector.unregister(listener)
        # Never shut down: the socket is shared with the processes that come after.
        listener.close()
    listeners.clear()


for listener in listeners:
    listener.setblocking(False)
    selector.register(listener, selectors.EVENT_READ, accept)
selector.register(sys.stdin, selectors.EVENT_READ, stop)
while listeners or peers:
    # First of all whether to stop: what comes in the same moment is for the next process.
    for key, _ in sorted(selector.select(), key=lambda event: event[0].data is not stop):
        key.data(key.fileobj)
