# Two commands matter: `make serve` and `make test`. Each sets up what is missing first.
# Build files live outside the work tree, so that every clone on a machine shares them.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/dengke/target
ADDR ?= 127.0.0.1:3000
DATA ?= data

.PHONY: help serve test build release
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

serve: ## the demo on http://127.0.0.1:3000 (ADDR=, DATA=)
	@.ci/serve $(ADDR) $(DATA)

test: ## everything CI runs
	@.ci/all

build: ## the site and the server, for development
	@.ci/setup serve && .ci/site && .ci/server

release: ## the one file to deploy, with the site inside
	@.ci/setup serve && .ci/site && .ci/server release
