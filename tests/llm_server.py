"""A model on the loopback: it answers what a test tells it to, over a real socket, and misbehaves when told to."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from graphmodel.settings import Endpoint

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request; `server.stand_in` knows what to do with it."""

    server: _Listener

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with contextlib.suppress(OSError):  # whoever asked may be gone
            self.server.stand_in.next(self.path, dict(self.headers), body)(self)

    def log_message(self, *_: object) -> None:
        return None

    def send(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    stand_in: ModelServer


class ModelServer:
    """Does each of `behaviours` in turn, the last again and again. `requests` are what it was asked: the path, the
    headers and the body of each."""

    def __init__(self, *behaviours: Behaviour, model: str = "modele") -> None:
        self.behaviours = list(behaviours)
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.stopped = threading.Event()
        self._model = model
        self._listener = _Listener(("127.0.0.1", 0), Handler)
        self._listener.stand_in = self
        self._thread = threading.Thread(
            target=self._listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self.host = f"127.0.0.1:{self._listener.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join(5)

    def endpoint(self, key: str = "") -> Endpoint:
        return Endpoint(f"http://{self.host}/v1", self._model, key)

    def next(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Behaviour:
        self.requests.append((path, headers, body))
        return self.behaviours[min(len(self.requests), len(self.behaviours)) - 1]

    def asked(self) -> list[str]:
        """The last message of each request."""
        return [body["messages"][-1]["content"] for _, _, body in self.requests]


def words(content: object, **envelope: object) -> Behaviour:
    """Answers these words of the model."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    data = json.dumps({"object": "chat.completion", "choices": [choice], **envelope}).encode()
    return lambda request: request.send(data, Content_Type="application/json")


def facts(*proposed: object) -> Behaviour:
    """Answers as the prompt asks."""
    return words(json.dumps({"facts": list(proposed)}, ensure_ascii=False))


def raw(data: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Answers this body."""
    return lambda request: request.send(data, status, **headers)


def silent(request: Handler) -> None:
    """Takes the question and never answers."""
    _stand_in(request).stopped.wait(30)


def dripping(request: Handler) -> None:
    """Sends a byte now and then, so that no single read ever waits for long."""
    request.send_response(200)
    request.send_header("Content-Length", "1000000")
    request.end_headers()
    while not _stand_in(request).stopped.wait(0.02):
        request.wfile.write(b" ")


def endless(request: Handler) -> None:
    """Sends a body that never ends, as fast as it is read."""
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    while not _stand_in(request).stopped.is_set():
        request.wfile.write(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def hanging_up(request: Handler) -> None:
    """Closes the line without a word."""
    request.close_connection = True


def cut_short(request: Handler) -> None:
    """Announces more than it sends."""
    request.send_response(200)
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(b'{"choices": [{"message": {"content": "{')
    request.close_connection = True


def _stand_in(request: Handler) -> ModelServer:
    return request.server.stand_in


def said(
    relation: str,
    subject: Sequence[str],
    target: Sequence[str],
    quote: str,
    modality: str = "actual",
    **qualifiers: object,
) -> dict[str, object]:
    """A fact as a model proposes it; `subject` and `target` are a name and its class."""
    return {
        "type": relation, "subject": subject[0], "subject_class": subject[1], "object": target[0],
        "object_class": target[1], "quote": quote, "modality": modality, "qualifiers": qualifiers,
    }  # fmt: skip
