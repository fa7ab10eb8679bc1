"""Starts the screens: Streamlit on ui/app.py, bound to this machine, asking nothing of any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# By environment, because a config.toml counts only in the folder where the command was typed.
SHIPPED = {
    "SERVER_ADDRESS": "127.0.0.1",
    "SERVER_ENABLE_STATIC_SERVING": "true",
    "SERVER_FILE_WATCHER_TYPE": "none",
    "SERVER_MAX_UPLOAD_SIZE": "50",
    "SERVER_SHOW_EMAIL_PROMPT": "false",
    "BROWSER_GATHER_USAGE_STATS": "false",
    "LOGGER_HIDE_WELCOME_MESSAGE": "true",
    "CLIENT_TOOLBAR_MODE": "viewer",
    "CLIENT_SHOW_ERROR_DETAILS": "none",
    "CLIENT_SHOW_ERROR_LINKS": "false",
    "THEME_BASE": "light",
    "THEME_PRIMARY_COLOR": "#004B78",
    "THEME_LINK_COLOR": "#005A8C",
    "THEME_BASE_FONT_SIZE": "16",
}


def environment(port: int | None, open_browser: bool, env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What the server is started with. What `env` says of STREAMLIT_… wins over what is shipped; a port that was
    asked for by hand wins over both."""
    path = os.pathsep.join(one for one in (str(ROOT), env.get("PYTHONPATH", "")) if one)
    shipped = {f"STREAMLIT_{name}": value for name, value in SHIPPED.items()}
    asked = {"STREAMLIT_SERVER_HEADLESS": str(not open_browser).lower()}
    port_asked = {"STREAMLIT_SERVER_PORT": str(port)} if port is not None else {}
    return shipped | asked | dict(env) | port_asked | {"PYTHONPATH": path}


def run(port: int | None, open_browser: bool) -> int:
    """Serve the screens until interrupted; gives back the server's exit code."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "ui" / "app.py")]
    with subprocess.Popen(command, env=environment(port, open_browser)) as server:
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            return server.wait()
        except KeyboardInterrupt:  # Ctrl-C reached the server too, which closes by itself
            return server.wait()
