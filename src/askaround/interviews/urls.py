"""The doors of interviews."""

from django.urls import URLPattern, path

from . import views, views_of_brief, views_of_outcome

urlpatterns: list[URLPattern] = [
    path("interviews/", views.interviews, name="interviews"),
    path("people/<uuid:pk>/interview/", views.interview_new, name="interview-new"),
    path("people/<uuid:pk>/interview/clocks/", views.interview_clocks, name="interview-clocks"),
    path("interviews/<uuid:pk>/edit/", views.interview_edit, name="interview-edit"),
    path("interviews/<uuid:pk>/interview.ics", views.interview_ics, name="interview-ics"),
    path("interviews/<uuid:pk>/cancellation/", views_of_outcome.cancellation, name="interview-cancellation"),
    path("interviews/<uuid:pk>/no-show/", views_of_outcome.no_show, name="interview-no-show"),
    path("interviews/<uuid:pk>/held/", views_of_outcome.held, name="interview-held"),
    path("interviews/<uuid:pk>/", views_of_brief.interview, name="interview"),
    path("interviews/<uuid:pk>/brief/", views_of_brief.brief_edit, name="brief-edit"),
    path("interviews/<uuid:pk>/checklist/", views_of_brief.brief_check, name="brief-check"),
    path("interviews/<uuid:pk>/questions/", views_of_brief.questions, name="interview-questions"),
    path("interviews/<uuid:pk>/questions/own/", views_of_brief.own_question, name="interview-own-question"),
    path("interviews/<uuid:pk>/suggestion/", views_of_brief.suggestion, name="interview-suggestion"),
    path("chosen/<uuid:pk>/place/", views_of_brief.chosen_place, name="chosen-place"),
    path("chosen/<uuid:pk>/removal/", views_of_brief.chosen_removal, name="chosen-removal"),
]
