"""How `python course.py api` makes pages from the docstrings; apidoc finds the modules."""

project = "Customer value"
extensions = ["sphinx.ext.autodoc"]
html_theme_options = {"show_powered_by": False}
html_show_sourcelink = html_copy_source = False
# What a signature or docstring refers to must be there, if it is ours: other projects' pages are not asked.
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!custvalue_helpers).*")]
# A module's page shows what is made in the module, results' classes too, and not what it takes from others; nor the
# method "set" that Matplotlib gives to its subclasses.
autodoc_default_options = {"members": True, "ignore-module-all": True, "exclude-members": "set"}
