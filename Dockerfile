# The tag is exact to the patch. It carries no digest because none could be verified where this file was written;
# a deployment that wants one passes BASE=python:3.13.14-slim-bookworm@sha256:… as its own registry shows it.
# Debian 12 or later: the local engine's wheels want glibc 2.34.
ARG BASE=python:3.13.14-slim-bookworm

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY constraints.txt ./
RUN python -m venv /opt/essaim && \
    /opt/essaim/bin/pip install --no-deps --require-hashes --requirement constraints.txt
COPY pyproject.toml README.md LICENSE ./
COPY cypher cypher
COPY graphmodel graphmodel
COPY ingest ingest
COPY ui ui
COPY examples examples
RUN /opt/essaim/bin/pip install --no-deps --no-build-isolation . && \
    /opt/essaim/bin/pip check

FROM ${BASE}
RUN groupadd --system --gid 10001 essaim && \
    useradd --system --uid 10001 --gid essaim --create-home --home-dir /var/lib/essaim essaim
COPY --from=build /opt/essaim /opt/essaim
ENV PATH=/opt/essaim/bin:$PATH \
    HOME=/var/lib/essaim \
    ESSAIM_HOME=/var/lib/essaim \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_HEADLESS=true \
    STREAMLIT_SERVER_FILE_WATCHER_TYPE=none \
    STREAMLIT_BROWSER_GATHER_USAGE_STATS=false
USER 10001:10001
WORKDIR /var/lib/essaim
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/_stcore/health', timeout=2)"]
ENTRYPOINT ["essaim"]
CMD ["ui"]
