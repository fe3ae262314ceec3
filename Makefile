run test check bench prove:
	python3 dev.py $@
.PHONY: run test check bench prove
