"""A bad network on the loopback: it stands between a test and a database, and misbehaves when told to."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message by which a client ends a transaction, as Bolt frames it."""


class Proxy:
    """Forwards both ways. `silent` swallows what the server answers; `lose_answers` commits pass and then the line
    is cut before the server's answer; `lost` counts them."""

    def __init__(self, upstream: str) -> None:
        parts = urlsplit(upstream)
        self._upstream = (parts.hostname or "", parts.port or 7687)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = [self._listener]
        self._threads: list[threading.Thread] = []
        self._turn = threading.Lock()
        self.silent = threading.Event()
        self.lose_answers = 0
        self.lost = 0
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in list(self._sockets):
            _reset(one)
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._sockets.append(client)
                server = socket.create_connection(self._upstream)
                self._sockets.append(server)
                self._spawn(self._ask, client, server)
                self._spawn(self._answer, server, client)

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(65_536):
                if COMMIT in data and self._loses():
                    # the server must have answered, else nobody knows that it committed
                    _half_close(client)
                    server.sendall(data)
                    return
                server.sendall(data)
        _reset(client)
        _reset(server)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65_536):
                if not self.silent.is_set():
                    client.sendall(data)
        _reset(client)
        _reset(server)

    def _loses(self) -> bool:
        with self._turn:
            if self.lose_answers == 0:
                return False
            self.lose_answers -= 1
            self.lost += 1
            return True


def _half_close(client: socket.socket) -> None:
    """From here on, what is sent to `client` fails."""
    with contextlib.suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)


def _reset(one: socket.socket) -> None:
    """End a connection at once; only closing would not, while another thread reads from it."""
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
