"""The components: native tags, keyword-only, so that a typo fails when the template compiles."""

from django import template

register = template.Library()
