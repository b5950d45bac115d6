"""The doors of purpose."""

from django.urls import URLPattern, path

from . import views
from .views_of_lessons import lesson_knowledge, lesson_return, lessons
from .views_of_self import (
    evidence_new,
    evidence_removal,
    profile,
    question_edit,
    question_new,
    question_removal,
    questions,
)

urlpatterns: list[URLPattern] = [
    path("first-steps/", views.first_steps, name="first-steps"),
    path("purpose/", views.purpose, name="purpose"),
    path("purpose/edit/", views.purpose_edit, name="purpose-edit"),
    path("purpose/practice/", views.practice, name="practice"),
    path("purpose/practice/standard/", views.practice_standard, name="practice-standard"),
    path("purpose/aims/", views.aim_new, name="aim-new"),
    path("purpose/aims/<uuid:pk>/", views.aim_edit, name="aim-edit"),
    path("purpose/aims/<uuid:pk>/removal/", views.aim_removal, name="aim-removal"),
    path("purpose/aims/<uuid:pk>/place/", views.aim_place, name="aim-place"),
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.campaign_new, name="campaign-new"),
    path("campaigns/<uuid:pk>/activation/", views.campaign_activation, name="campaign-activation"),
    path("campaigns/<uuid:pk>/archive/", views.campaign_archive, name="campaign-archive"),
    path("campaigns/<uuid:pk>/trash/", views.campaign_trash, name="campaign-trash"),
    path("campaigns/<uuid:pk>/restoral/", views.campaign_restoral, name="campaign-restoral"),
    path("profile/", profile, name="profile"),
    path("profile/evidence/", evidence_new, name="evidence-new"),
    path("profile/evidence/<uuid:pk>/removal/", evidence_removal, name="evidence-removal"),
    path("lessons/", lessons, name="lessons"),
    path("lessons/knowledge/", lesson_knowledge, name="lesson-knowledge"),
    path("lessons/return/", lesson_return, name="lesson-return"),
    path("questions/", questions, name="questions"),
    path("questions/new/", question_new, name="question-new"),
    path("questions/<uuid:pk>/", question_edit, name="question-edit"),
    path("questions/<uuid:pk>/removal/", question_removal, name="question-removal"),
]
