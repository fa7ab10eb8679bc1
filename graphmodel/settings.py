"""Where the graph lives and which language people read: everything the environment may say, checked once."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_dir

from graphmodel.errors import Label, UsageError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
LANGUAGES = ("fr", "en")
_LLM_URL = re.compile(
    r"https?://(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::[0-9]{1,5})?(?:/[\w.~/-]*)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model that answers as OpenAI's chat completions do. `url` is the base that its maker documents
    (« …/v1 »), `model` its name there. `key` is visible ASCII without blanks, empty where none is needed."""

    url: str
    model: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """`uri` is None for the local engine, whose files are under `home`. `password` never shows in a repr."""

    uri: str | None
    user: str
    password: str = field(repr=False)
    database: str
    home: Path
    lang: str
    engine_heap: str = "1g"
    engine_grace: float = 60.0
    """Seconds the local engine stays up after its last client left."""
    llm: Endpoint | None = None
    """The optional reader of documents; None, the default, is off."""


def collect_seldom() -> None:
    """Python looks for cycles of objects after every 700 new ones. A load makes millions that are in none, and spent a
    third of its time on being looked at: once a process, ask for more patience."""
    gc.set_threshold(50_000, 20, 100)


def load_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """The settings that `env` gives; raises `UsageError` naming the variable that makes no sense."""
    return Settings(
        uri=_uri(env.get("ESSAIM_GRAPH_URI", "").strip()),
        user=env.get("ESSAIM_GRAPH_USER") or "neo4j",
        password=_secret(env, "ESSAIM_GRAPH_PASSWORD", "settings.password"),
        database=env.get("ESSAIM_GRAPH_DATABASE") or "neo4j",
        home=Path(env.get("ESSAIM_HOME") or user_data_dir("essaim", appauthor=False)).expanduser().absolute(),
        lang=_lang(env.get("ESSAIM_LANG") or "fr"),
        engine_heap=_heap(env.get("ESSAIM_ENGINE_HEAP") or "1g"),
        engine_grace=_grace(env.get("ESSAIM_ENGINE_GRACE") or "60"),
        llm=_endpoint(env),
    )


def _uri(text: str) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise UsageError(
            "settings.uri",
            Label(
                f"ESSAIM_GRAPH_URI vaut « {_without_secret(text)} » : écrivez une adresse comme "
                "neo4j://hote:7687 ou bolt://hote:7687.",
                f"ESSAIM_GRAPH_URI is “{_without_secret(text)}”: write an address such as "
                "neo4j://host:7687 or bolt://host:7687.",
            ),
        )
    if parts.username or parts.password:
        raise UsageError(
            "settings.uri",
            Label(
                "ESSAIM_GRAPH_URI contient un identifiant : donnez-le par ESSAIM_GRAPH_USER et "
                "ESSAIM_GRAPH_PASSWORD_FILE.",
                "ESSAIM_GRAPH_URI contains credentials: give them by ESSAIM_GRAPH_USER and ESSAIM_GRAPH_PASSWORD_FILE.",
            ),
        )
    return text


def _without_secret(uri: str) -> str:
    return re.sub(r"//[^@/]*@", "//…@", uri)


def _secret(env: Mapping[str, str], name: str, code: str) -> str:
    """What `name` holds, or the file that `name`_FILE points at; never shown."""
    given, path = env.get(name, ""), env.get(f"{name}_FILE", "")
    if given and path:
        raise UsageError(
            code,
            Label(
                f"{name} et {name}_FILE sont donnés tous les deux : gardez-en un.",
                f"{name} and {name}_FILE are both set: keep one of them.",
            ),
        )
    if not path:
        return given
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            code,
            Label(f"Le fichier {path} ({name}_FILE) est illisible.", f"The file {path} ({name}_FILE) cannot be read."),
        ) from error


def _endpoint(env: Mapping[str, str]) -> Endpoint | None:
    """Without an address there is no reader, whatever the other variables say. The address is never repeated: people
    paste keys into it."""
    url, model = env.get("ESSAIM_LLM_URL", "").strip(), env.get("ESSAIM_LLM_MODEL", "").strip()
    if not url:
        return None
    if not _is_address(url):
        raise UsageError(
            "settings.llm",
            Label(
                "ESSAIM_LLM_URL n'est pas une adresse comme http://127.0.0.1:11434/v1 ou https://hote/v1, sans "
                "identifiant ni « ? ».",
                "ESSAIM_LLM_URL is no address such as http://127.0.0.1:11434/v1 or https://host/v1, without "
                "credentials or “?”.",
            ),
        )
    if not re.fullmatch(r"[\w./:@+-]{1,200}", model):
        raise UsageError(
            "settings.llm",
            Label(
                "ESSAIM_LLM_MODEL doit nommer le modèle qui répond à ESSAIM_LLM_URL, par exemple mistral-small.",
                "ESSAIM_LLM_MODEL has to name the model that answers at ESSAIM_LLM_URL, such as mistral-small.",
            ),
        )
    key = _secret(env, "ESSAIM_LLM_KEY", "settings.llm")
    if not re.fullmatch(r"[!-~]*", key):  # a line end would end the header, and the error would show the key
        raise UsageError(
            "settings.llm",
            Label(
                "ESSAIM_LLM_KEY contient une espace, un accent ou un retour à la ligne.",
                "ESSAIM_LLM_KEY holds a blank, an accent or a line end.",
            ),
        )
    return Endpoint(url.rstrip("/"), model, key)


def _is_address(url: str) -> bool:
    try:
        return bool(_LLM_URL.fullmatch(url)) and urlsplit(url).port != 0
    except ValueError:
        return False


def _lang(text: str) -> str:
    if text not in LANGUAGES:
        raise UsageError(
            "settings.lang",
            Label(
                f"ESSAIM_LANG vaut « {text} » : choisissez fr ou en.",
                f"ESSAIM_LANG is “{text}”: choose fr or en.",
            ),
        )
    return text


def _heap(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*[mMgG]", text):
        raise UsageError(
            "settings.heap",
            Label(
                f"ESSAIM_ENGINE_HEAP vaut « {text} » : écrivez une taille comme 512m ou 2g.",
                f"ESSAIM_ENGINE_HEAP is “{text}”: write a size such as 512m or 2g.",
            ),
        )
    return text


def _grace(text: str) -> float:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise UsageError(
            "settings.grace",
            Label(
                f"ESSAIM_ENGINE_GRACE vaut « {text} » : écrivez un nombre de secondes.",
                f"ESSAIM_ENGINE_GRACE is “{text}”: write a number of seconds.",
            ),
        )
    return float(text)
