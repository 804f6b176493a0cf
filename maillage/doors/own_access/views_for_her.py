"""Her page. No account, no cookie, no trace: each answer stands alone, and nothing of a visit is kept."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from maillage.doors.own_access import boxes, selectors, services
from maillage.doors.own_access.codes import read_code
from maillage.doors.own_access.languages import Language, language_of, languages
from maillage.doors.own_access.models import CardKind, OwnAccess
from maillage.foundation.access.declaration import open_to_everyone
from maillage.foundation.documents import Mime, OpenedDocument, download_response

WITHOUT_ACCOUNT = "she has no account: her code and her answer open what she chose to see"


@open_to_everyone(WITHOUT_ACCOUNT)
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Her code, in her language."""
    return _answer(request, "own_access/enter.html", language=language_of(request.GET.get("langue", "")))


# Nothing is changed by these posts, and no cookie gives them any power: a token would only leave a cookie on her phone.
@csrf_exempt
@open_to_everyone(WITHOUT_ACCOUNT)
@require_http_methods(["POST"])
def ask(request: Any) -> HttpResponse:
    """The question she chose, when the code is one of ours."""
    code, asked = read_code(request.POST.get("code", "")), request.POST.get("langue", "")
    access = selectors.access_of_code(code, today=request.today)
    if access is None:
        return _answer(request, "own_access/enter.html", language=language_of(asked), problem="wrong_code", status=422)
    return _ask(request, access, code=code, asked=asked)


@csrf_exempt
@open_to_everyone(WITHOUT_ACCOUNT)
@require_http_methods(["POST"])
def show(request: Any) -> HttpResponse:
    """Her page, when the answer is hers."""
    access, private, refused = _open(request)
    if access is None or private is None:
        return refused
    language = selectors.shown_language(access, asked=request.POST.get("langue", ""))
    cards = selectors.read_cards(access, private=private, language=language)
    more = {
        "code": read_code(request.POST.get("code", "")),
        "typed": request.POST.get("answer", ""),
        "kinds": access.kinds(),
        "dates": [each for each in cards if each.kind is CardKind.NEXT_DATE],
        "documents": [each for each in cards if each.kind is CardKind.DOCUMENT],
        "acts": [each for each in cards if each.kind is CardKind.ACT],
    }
    return _answer(request, "own_access/page.html", language=language, **more)


@csrf_exempt
@open_to_everyone(WITHOUT_ACCOUNT)
@require_http_methods(["POST"])
def read_document(request: Any, pk: uuid.UUID) -> HttpResponse:
    """One document of hers."""
    access, private, refused = _open(request)
    if access is None or private is None:
        return refused
    found = selectors.read_file(access, card_id=pk, private=private)
    if found is None:
        raise Http404
    return download_response(OpenedDocument(name="page.pdf", mime=Mime.PDF, content=found.file), inline=True)


def _open(request: Any) -> tuple[OwnAccess | None, bytes | None, HttpResponse]:
    """The access and her key, or the page that says why not."""
    code, asked = read_code(request.POST.get("code", "")), request.POST.get("langue", "")
    access = selectors.access_of_code(code, today=request.today)
    if access is None:
        return None, None, _answer(request, "own_access/enter.html", language=language_of(asked), problem="wrong_code", status=422)
    if selectors.is_waiting(access, now=request.now):
        return None, None, _ask(request, access, code=code, asked=asked, problem="wait", status=429)
    private = boxes.open_key(access, code=code, answer=request.POST.get("answer", ""))
    services.count_answer(access=access, right=private is not None, now=request.now, today=request.today)
    if private is None:
        return None, None, _ask(request, access, code=code, asked=asked, problem="wrong_answer", status=422)
    return access, private, HttpResponse()


def _ask(request: HttpRequest, access: OwnAccess, *, code: str, asked: str, problem: str = "", status: int = 200) -> HttpResponse:
    language = selectors.shown_language(access, asked=asked)
    question = boxes.read_question(access, code=code)
    return _answer(request, "own_access/question.html", language=language, problem=problem, status=status, code=code, question=question)


def _answer(request: HttpRequest, template: str, *, language: Language, problem: str = "", status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "language": language,
        "words": language.words,
        "languages": list(languages().values()),
        "problem": language.words[problem] if problem else "",
        **more,
    }
    return render(request, template, context, status=status)
