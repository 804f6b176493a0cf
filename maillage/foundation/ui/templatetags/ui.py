"""Every component as a native tag, without `{% load %}`: this module is a builtin of the templates."""

from django import template

from maillage.foundation.ui.components import acts, drawings, forms, lists, sealed, words

register = template.Library()

for _module in (words, acts, forms, lists, sealed, drawings):
    register.tags.update(_module.register.tags)
    register.filters.update(_module.register.filters)
