# Two commands: make lab, make test. On Windows, or without make: python course.py lab, python course.py test.
PYTHON ?= python3

.PHONY: lab test bench notebooks lock
lab test bench notebooks lock:
	@$(PYTHON) course.py $@
