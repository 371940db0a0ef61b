"""What a lesson's folder offers to its notebook, each thing loaded when it is first used."""

from importlib import import_module


def offers(package, modules):
    """Return ``__all__`` and ``__getattr__`` for a package whose names live in its modules.

    Parameters: ``package``, the package's ``__name__``; ``modules``, names by the module that holds them (dict).

    >>> names, get = offers("custvalue_helpers.kit", {"checks": ("a_number", "one_of")})
    >>> names, get("one_of").__name__
    (['a_number', 'one_of'], 'one_of')
    """
    holder = {name: module for module, names in modules.items() for name in names}

    def get(name):
        if name not in holder:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{holder[name]}"), name)

    return sorted(holder), get
