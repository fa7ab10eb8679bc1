# Une seule porte : `make` dit tout ce qui s'y trouve. One door: `make` lists all there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:

VENV ?= .venv
WORKERS ?= 2
BIN := $(VENV)/bin
RUN := $(VENV)/.run-stamp
DEV := $(VENV)/.dev-stamp
NLP := $(VENV)/.nlp-stamp
AXE := .cache/npm/axe-core/axe.min.js

.PHONY: help demo setup setup-dev setup-nlp check lint types imports docs-fresh test format docs bench axe lock secrets hints

help: ## Cette liste · This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(RUN) ## Tout installer, charger les exemples, ouvrir les écrans · Install, load the examples, open the screens
	$(BIN)/essaim demo $(ARGS)

setup: $(RUN) ## Installer Essaim dans .venv · Install Essaim into .venv

setup-dev: $(DEV) ## setup, et les outils de vérification · setup, and the tools that check

setup-nlp: $(NLP) ## setup, et la lecture par la syntaxe (60 Mo) · setup, and reading by syntax (60 MB)

check: $(DEV) hints lint types imports docs-fresh test ## Tout vérifier : style, types, couches, docs, tests · Check all

lint: $(DEV) ## Style et mise en forme · Style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV) ## Types stricts · Strict types
	$(BIN)/mypy

imports: $(DEV) ## ui → ingest → graphmodel → cypher, jamais l'inverse · The direction of imports
	$(BIN)/lint-imports

docs-fresh: $(DEV) ## La référence engendrée est-elle à jour ? · Is the generated reference up to date?
	@[ ! -e tools/make_docs.py ] || $(BIN)/python tools/make_docs.py --check

test: $(DEV) ## Les tests, sur les deux moteurs (ARGS='-k mot') · The tests, on both engines
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -rs $(ARGS)

format: $(DEV) ## Corriger style et mise en forme · Repair style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV) $(NLP) ## Écrire docs/reference · Write docs/reference
	$(BIN)/python tools/make_docs.py

bench: $(DEV) ## Mesurer, en rapports sur cette machine · Measure, as ratios on this machine
	$(BIN)/python -m bench $(ARGS)

axe: $(AXE) ## Le vérificateur d'accessibilité (npm) · The accessibility checker (npm)

lock: ## Récrire les constraints*.txt (uv) · Write the constraints again (uv)
	tools/lock.sh $(ARGS)

secrets: ## Mot de passe du graphe pour docker compose · The graph's password for docker compose
	@tools/secrets.sh

hints:
	@tools/prerequisites.sh | while IFS=$$'\t' read -r package what; do \
	  echo "$$what : à installer, to install → apt-get install $$package" >&2; done

$(RUN): constraints.txt pyproject.toml tools/setup.sh
	@tools/setup.sh $(VENV) constraints.txt
	@touch $@

$(DEV): $(RUN) constraints-dev.txt
	@tools/setup.sh $(VENV) constraints-dev.txt
	@touch $@

$(NLP): $(RUN) constraints-nlp.txt
	@tools/setup.sh $(VENV) constraints-nlp.txt
	@touch $@

$(AXE): tools/axe.sh
	@tools/axe.sh $(@D)
