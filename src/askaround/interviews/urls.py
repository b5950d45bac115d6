"""The doors of interviews."""

from django.urls import URLPattern, URLResolver, include, path

from . import invitation_urls, offer_views, paper_views, private_views, views, views_of_brief, views_of_outcome

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(invitation_urls.urlpatterns)),
    path("interviews/", views.interviews, name="interviews"),
    path("people/<uuid:pk>/interview/", views.interview_new, name="interview-new"),
    path("people/<uuid:pk>/interview/clocks/", views.interview_clocks, name="interview-clocks"),
    path("interviews/<uuid:pk>/edit/", views.interview_edit, name="interview-edit"),
    path("interviews/<uuid:pk>/interview.ics", views.interview_ics, name="interview-ics"),
    path("interviews/<uuid:pk>/cancellation/", views_of_outcome.cancellation, name="interview-cancellation"),
    path("interviews/<uuid:pk>/no-show/", views_of_outcome.no_show, name="interview-no-show"),
    path("interviews/<uuid:pk>/confirmation/", views_of_outcome.confirmation, name="interview-confirmation"),
    path("interviews/<uuid:pk>/held/", views_of_outcome.held, name="interview-held"),
    path("interviews/<uuid:pk>/held/removal/", views_of_outcome.not_held, name="interview-not-held"),
    path("interviews/<uuid:pk>/people/", views_of_outcome.joining, name="interview-people"),
    path("interview-people/<uuid:pk>/removal/", views_of_outcome.leaving, name="interview-person-removal"),
    path("interviews/<uuid:pk>/", views_of_brief.interview, name="interview"),
    path("interviews/<uuid:pk>/brief/", views_of_brief.brief_edit, name="brief-edit"),
    path("interviews/<uuid:pk>/brief.pdf", paper_views.brief_pdf, name="brief-pdf"),
    path("interviews/<uuid:pk>/checklist/", views_of_brief.brief_check, name="brief-check"),
    path("interviews/<uuid:pk>/questions/", views_of_brief.questions, name="interview-questions"),
    path("interviews/<uuid:pk>/questions/own/", views_of_brief.own_question, name="interview-own-question"),
    path("interviews/<uuid:pk>/suggestion/", views_of_brief.suggestion, name="interview-suggestion"),
    path("asks/<uuid:pk>/times/", offer_views.ask_times, name="ask-times"),
    path("asks/<uuid:pk>/times/check/", offer_views.ask_times_check, name="ask-times-check"),
    path("interviews/<uuid:pk>/times/", offer_views.interview_times, name="interview-times"),
    path("interviews/<uuid:pk>/times/check/", offer_views.interview_times_check, name="interview-times-check"),
    path("offers/<uuid:pk>/", offer_views.offer, name="offer"),
    path("offers/<uuid:pk>/taking/", offer_views.offer_taking, name="offer-taking"),
    path("offers/<uuid:pk>/refusal/", offer_views.offer_refusal, name="offer-refusal"),
    path("offers/<uuid:pk>/handing-over/", offer_views.offer_handing_over, name="offer-handing-over"),
    path("offers/<uuid:pk>/withdrawal/", offer_views.offer_withdrawal, name="offer-withdrawal"),
    path("times/<str:token>/", private_views.times, name="private-times"),
    path("times/<str:token>/taking/", private_views.taking, name="private-taking"),
    path("times/<str:token>/refusal/", private_views.refusal, name="private-refusal"),
    path("times/<str:token>/talk.ics", private_views.calendar, name="private-calendar"),
    path("chosen/<uuid:pk>/place/", views_of_brief.chosen_place, name="chosen-place"),
    path("chosen/<uuid:pk>/removal/", views_of_brief.chosen_removal, name="chosen-removal"),
]
