# 一个目标办一件事。新机器上只要有 Python（≥ 3.11）和 make：make chat、make test。

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install chat test browser pdf locales postgres soak check bench fuzz docs lock reader reader-onward rasa rasa-env clean

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

chat: install
	@$(BIN)/wence chat

test: install browser pdf locales postgres
	$(BIN)/python -m pytest -n auto

# What the page tests drive and measure with: Debian's Chromium, a Chinese font, axe-core.
browser: node_modules/axe-core/axe.min.js
	@command -v chromium >/dev/null || { \
		echo "装 Chromium（页面的测试要它）…"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	} || echo "!!!!!! 没有 Chromium：页面的测试这次跳过 !!!!!!"

# The tests of several processes start a PostgreSQL of their own, behind nginx.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && command -v nginx >/dev/null || { \
		echo "装 PostgreSQL 与 nginx（几个进程一起答的测试要它们）…"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq postgresql nginx-light >/dev/null; \
	} || echo "!!!!!! 没有 PostgreSQL 或 nginx：它们的测试这次跳过 !!!!!!"

# Long runs of what `make test` tries once: servers killed, the database started again, under load.
soak: install postgres
	$(BIN)/python -m tests.bot.server.test_crash 50
	$(BIN)/python -m tests.bot.server.test_two_servers 600

# The sheet of a call as a PDF: WeasyPrint, what it draws with, and a Chinese font.
pdf: install
	@fc-list :lang=zh 2>/dev/null | grep -q . && ldconfig -p | grep -q libpangoft2 || { \
		echo "装中文字体与 Pango（测算单的 PDF 要它）…"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 >/dev/null; \
	} || echo "!!!!!! 没有中文字体或 Pango：测算单用浏览器打印 !!!!!!"

# The tests under GBK and Latin-1 make their locales from these charmaps.
locales:
	@test -d /usr/share/i18n/charmaps || { \
		echo "装 locales（GBK 等环境的测试要它）…"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq locales >/dev/null; \
	} || echo "!!!!!! 没有 locales 包：GBK 等环境的测试这次跳过 !!!!!!"

node_modules/axe-core/axe.min.js:
	@npm install --no-save --no-package-lock --silent axe-core@4.14.1 || \
		echo "!!!!!! 没有 npm 或网络：无障碍的测试这次跳过 !!!!!!"

SUDO := $(shell test "$$(id -u)" = 0 || command -v sudo)

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install
	$(BIN)/python -m pytest tests/benchmarks --override-ini="addopts=" -q -s --benchmark-columns=min,median,max,rounds

fuzz: install
	$(BIN)/python -m tests.benchmarks.fuzz

docs: install
	$(BIN)/wence test policy_engine/policies/SYCR-2023-01014/对话/实录.yml --transcript docs/对话实录.md
	$(BIN)/wence nlu eval --page docs/理解.md

lock: install
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra llm --extra pdf --extra postgres --extra trace --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	printf 'rasa==3.6.21\njieba==0.42.1\nsetuptools<81\n' | $(BIN)/uv pip compile - --python-version 3.10 \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements-rasa.lock

# The learned reader: trained anew (hours without a GPU; after a break it goes on where it was),
# three times without a third of the sentences, to weigh it against the rules, then with all.
READER := .venv-reader/bin/python
BUILT := build/reader

reader: install .venv-reader/.installed
	$(BIN)/python -m nlu.learned.collect $(BUILT)/lessons.json
	$(READER) -m nlu.learned.training.start $(BUILT)
	for fold in 0 1 2; do \
		$(READER) -m nlu.learned.training $(BUILT)/lessons.json $(BUILT)/start.npz $(BUILT)/$$fold --fold $$fold || exit 1; \
	done
	$(READER) -m nlu.learned.training $(BUILT)/lessons.json $(BUILT)/start.npz $(BUILT)/all
	$(READER) -m nlu.learned.training.export $(BUILT)/all/weights.npz $(BUILT)/start.npz nlu/data/reader/reader.onnx
	cp $(BUILT)/tokenizer.json $(BUILT)/trained_on.npy nlu/data/reader/
	$(BIN)/wence nlu train --weights
	$(BIN)/python -m nlu.learned.weigh $(BUILT)/0 $(BUILT)/1 $(BUILT)/2

# What is shipped learns on from new sentences: a few passes at half the rate, under an hour.
reader-onward: install .venv-reader/.installed
	$(BIN)/python -m nlu.learned.collect $(BUILT)/lessons.json
	$(READER) -m nlu.learned.training.start $(BUILT)
	$(READER) -m nlu.learned.training.shipped nlu/data/reader/reader.onnx $(BUILT)/shipped.npz
	$(READER) -m nlu.learned.training $(BUILT)/lessons.json $(BUILT)/start.npz $(BUILT)/onward \
		--onward $(BUILT)/shipped.npz --rate 0.5 --early 0 --late 2
	$(READER) -m nlu.learned.training.export $(BUILT)/onward/weights.npz $(BUILT)/start.npz nlu/data/reader/reader.onnx
	cp $(BUILT)/tokenizer.json $(BUILT)/trained_on.npy nlu/data/reader/

.venv-reader/.installed: requirements.lock nlu/learned/training/requirements.txt
	$(PYTHON) -m venv .venv-reader
	.venv-reader/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	.venv-reader/bin/python -m pip install --quiet -r nlu/learned/training/requirements.txt
	.venv-reader/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Rasa's last release runs on Python 3.8 to 3.10 only, so it gets an environment of its own.
RASA_PYTHON := $(shell for p in python3.10 python3.9 python3.8 $(HOME)/.pyenv/versions/3.10.*/bin/python \
	$(HOME)/.pyenv/versions/3.9.*/bin/python $(HOME)/.pyenv/versions/3.8.*/bin/python; do \
	$$p -c 'import sys; sys.exit(not (3, 8) <= sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

rasa: install rasa-env
	$(BIN)/wence rasa train

rasa-env: .venv-rasa/.installed

.venv-rasa/.installed: requirements-rasa.lock
	@test -n "$(RASA_PYTHON)" || { echo "Rasa 要 Python 3.8、3.9 或 3.10，这台机器上没有找到；装一个再运行 make rasa"; exit 1; }
	$(RASA_PYTHON) -m venv .venv-rasa
	.venv-rasa/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-rasa.lock
	@touch $@

clean:
	rm -rf $(VENV) .venv-rasa .venv-reader build node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
