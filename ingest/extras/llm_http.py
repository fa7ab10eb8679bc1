"""One question to a model over HTTP, bounded in time, in size and in number. Of a failure nothing is shown but its
kind: servers repeat keys in their errors."""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from graphmodel.errors import Label
from graphmodel.settings import Endpoint
from ingest.extras.llm_account import Silence

_TICK = 0.05  # seconds between two looks at whether anybody still waits
_TO_CONNECT = 10.0  # seconds
_PASSING = frozenset({429, 500, 502, 503, 504})
_ONLINE = (":cloud", "-cloud")
"""How Ollama ends the names of models that it runs on its maker's servers, whatever address it listens on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, but for `answer` (bytes of a response), `retries` (of one passage), `silences` (passages in a row
    without an answer, after which no more is asked) and `words` (tokens that the model may write for a passage)."""

    call: float = 120.0
    total: float = 1800.0
    pause: float = 1.0
    answer: int = 2**20
    retries: int = 2
    silences: int = 3
    words: int = 1500


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the text of a document goes, said before it leaves. `local`: to a program of this machine, as far as its
    address and the name of the model tell; anywhere else a person has to agree to `host` first."""

    host: str
    local: bool
    sentence: Label


class Unanswered(Exception):
    """No usable answer. `passing`: asking again may help, not before `after` seconds."""

    def __init__(self, silence: Silence, *, passing: bool = False, after: float = 0.0) -> None:
        super().__init__(silence.value)
        self.silence, self.passing, self.after = silence, passing, after


class Unwanted(Exception):
    """Nobody waits for the answer any more."""


def departure(endpoint: Endpoint) -> Departure:
    """Where the text goes, and the sentence to show."""
    host, here = urlsplit(endpoint.url).netloc, _is_this_machine(endpoint)
    online = endpoint.model.endswith(_ONLINE)
    fr = f"Le texte de ce document est envoyé à {host}"
    en = f"The text of this document is sent to {host}"
    if here and not online:
        said = Label(
            f"{fr} (cet ordinateur), au modèle {endpoint.model}.", f"{en} (this computer), model {endpoint.model}."
        )
    elif here:
        said = Label(
            f"{fr} (cet ordinateur), qui le transmet à un service en ligne : modèle {endpoint.model}.",
            f"{en} (this computer), which passes it on to an online service: model {endpoint.model}.",
        )
    else:
        plain = endpoint.url.startswith("http:")
        said = Label(
            f"{fr}, au modèle {endpoint.model} : il quitte cet ordinateur{', sans chiffrement' if plain else ''}.",
            f"{en}, model {endpoint.model}: it leaves this computer{', unencrypted' if plain else ''}.",
        )
    return Departure(host, here and not online, said)


def ask(
    endpoint: Endpoint, messages: Sequence[dict[str, str]], limits: Limits, until: float, unwanted: Callable[[], bool]
) -> str:
    """What the model writes. `until` is a time of the monotonic clock that no attempt outlasts.

    Raises Unanswered once attempts that may help are used up, Unwanted within a tenth of a second of `unwanted`.
    """
    body = json.dumps(
        {
            "model": endpoint.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": limits.words,
            "stream": False,
        }
    ).encode()
    for left in range(limits.retries, -1, -1):
        try:
            return _written(
                _Call(endpoint, limits.answer).answer(body, min(until, time.monotonic() + limits.call), unwanted)
            )
        except Unanswered as silence:
            pause = max(silence.after, limits.pause * 2 ** (limits.retries - left))
            if not silence.passing or not left or time.monotonic() + pause >= until:
                raise
            _sleep(pause, unwanted)
    raise AssertionError("the last attempt returns or raises")


def _sleep(seconds: float, unwanted: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if unwanted():
            raise Unwanted
        time.sleep(min(_TICK, left))


def _written(data: bytes) -> str:
    """The words of the answer inside its envelope."""
    try:
        words: Any = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unanswered(Silence.UNREADABLE) from None
    if not isinstance(words, str) or not words.strip():
        raise Unanswered(Silence.UNREADABLE)
    return words


class _Call:
    """One exchange in a thread of its own, because a server that sends a byte a second outlasts every timeout of a
    socket. Whoever waits may leave at any time, and then the connection is cut."""

    def __init__(self, endpoint: Endpoint, most: int) -> None:
        parts = urlsplit(endpoint.url)
        secure = parts.scheme == "https"
        connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        # No proxy is used: the text would pass where nobody said.
        self._connection = connect(parts.hostname or "", parts.port or (443 if secure else 80), timeout=_TO_CONNECT)
        self._path = f"{parts.path.rstrip('/')}/chat/completions"
        self._endpoint, self._most = endpoint, most
        self._left = threading.Event()
        self._done = threading.Event()
        self._data = b""
        self._line: socket.socket | None = None  # the connection forgets its own before the body is read
        self._failure: Exception | None = None

    def answer(self, body: bytes, until: float, unwanted: Callable[[], bool]) -> bytes:
        """The body of the response."""
        threading.Thread(target=self._run, args=(body,), name="essaim-llm", daemon=True).start()
        try:
            while not self._done.wait(_TICK):
                if unwanted():
                    raise Unwanted
                if time.monotonic() >= until:
                    raise Unanswered(Silence.TIMEOUT)
        finally:
            self._left.set()
            self._cut()
        if self._failure:
            raise _understood(self._failure)
        return self._data

    def _run(self, body: bytes) -> None:
        try:
            self._data = self._exchange(body)
        except Exception as failure:
            self._failure = failure
        finally:
            self._connection.close()
            self._done.set()

    def _exchange(self, body: bytes) -> bytes:
        self._connection.connect()
        self._line = line = self._connection.sock
        if _is_this_machine(self._endpoint) and not ipaddress.ip_address(line.getpeername()[0]).is_loopback:
            raise Unanswered(Silence.UNREACHABLE)  # "localhost" is what the system says it is
        if self._left.is_set():
            raise Unwanted
        line.settimeout(None)  # whoever waits counts the seconds
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        self._connection.request("POST", self._path, body, headers)
        with self._connection.getresponse() as response:
            if response.status != http.client.OK:
                raise _refusal(response)
            data = response.read(self._most + 1)
        if len(data) > self._most:
            raise Unanswered(Silence.LONG)
        return data

    def _cut(self) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)


def _refusal(response: http.client.HTTPResponse) -> Unanswered:
    if response.status in _PASSING:
        after = response.headers.get("Retry-After", "")
        return Unanswered(
            Silence.FAILED, passing=True, after=float(after) if after.isascii() and after.isdigit() else 0.0
        )
    redirected = 300 <= response.status < 400
    return Unanswered(Silence.REDIRECT if redirected else Silence.REFUSED if response.status < 500 else Silence.FAILED)


def _understood(failure: Exception) -> Exception:
    """The failure of a connection as one of ours; what is none of these is a fault of this program."""
    match failure:
        case Unanswered() | Unwanted():
            return failure
        case ConnectionError():
            return Unanswered(Silence.UNREACHABLE, passing=True)
        case OSError():
            return Unanswered(Silence.UNREACHABLE)
        case http.client.HTTPException():
            return Unanswered(Silence.UNREADABLE)
    return failure


def _is_this_machine(endpoint: Endpoint) -> bool:
    host = urlsplit(endpoint.url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
