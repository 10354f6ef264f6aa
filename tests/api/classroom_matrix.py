"""Who may do what in classrooms, as `matrix` has it for the whole API."""

from tests.api.calls import SIGNED_IN, Call

TAUGHT = "401 403 403 403 200 200 200"
OWN_OPENING = "batches/<row:pk>/members/<row:user_id>/openings/<uuid:module>/"
SESSION_PLAN = {"title": "T", "starts_at": "session_time", "minutes": 30}
SESSIONS = [
    Call("GET", "batches/<row:pk>/live-sessions/", "batches/{batch}/live-sessions/", "401 403 200 403 200 200 200"),
    Call(
        "POST",
        "batches/<row:pk>/live-sessions/",
        "batches/{batch}/live-sessions/",
        "401 403 403 403 201 201 201",
        SESSION_PLAN,
    ),
    Call("GET", "live-sessions/<row:pk>/", "live-sessions/{session}/", "401 403 200 403 200 200 200"),
    Call("GET", "live-sessions/<row:pk>/", "live-sessions/{coded_session}/", "401 404 200 404 200 200 200"),
    Call("PATCH", "live-sessions/<row:pk>/", "live-sessions/{session}/", TAUGHT, {"title": "Other"}),
    Call("DELETE", "live-sessions/<row:pk>/", "live-sessions/{session}/", "401 403 403 403 204 204 204"),
    Call("POST", "live-sessions/<row:pk>/join/", "live-sessions/{session}/join/", "401 403 200 403 200 200 200"),
    Call("GET", "batches/<row:pk>/schedule/", "batches/{batch}/schedule/", "401 403 200 403 200 200 200"),
    Call("PUT", "batches/<row:pk>/schedule/", "batches/{batch}/schedule/", TAUGHT, []),
    Call("POST", "live-sessions/zoom/webhook/", "live-sessions/zoom/webhook/", "404 404 404 404 404 404 404", {}),
]
RUNNING_IT = "401 403 403 403 200 200 200"
NEW_BATCH = {
    "course": "course_key",
    "name": "Morning group",
    "starts_on": "2036-03-02",
    "ends_on": "2036-03-30",
    "timezone": "Asia/Jakarta",
}
COPY = {"name": "Again", "starts_on": "2036-03-02"}

CLASSROOM = [
    Call("GET", "batches/", "batches/", SIGNED_IN),
    Call("GET", "batches/<row:pk>/", "batches/{batch}/", SIGNED_IN),
    Call("GET", "batches/<row:pk>/", "batches/{coded_batch}/", "401 404 200 404 200 200 200"),
    Call("GET", "batches/<row:pk>/members/", "batches/{batch}/members/", "401 403 200 403 200 200 200"),
    Call("GET", "batches/<row:pk>/members/", "batches/{coded_batch}/members/", "401 404 200 404 200 200 200"),
    Call(
        "POST",
        "batches/<row:pk>/members/",
        "batches/{batch}/members/",
        "401 403 403 403 201 201 201",
        {"email": "new@example.com"},
    ),
    Call(
        "POST",
        "batches/<row:pk>/members/",
        "batches/{coded_batch}/members/",
        "401 404 403 404 201 201 201",
        {"email": "new@example.com"},
    ),
    Call(
        "DELETE",
        "batches/<row:pk>/members/<row:user>/",
        "batches/{batch}/members/{learner}/?reason=Moved%20away",
        "401 403 403 403 204 204 204",
    ),
    Call(
        "POST",
        "batches/<row:pk>/messages/",
        "batches/{batch}/messages/",
        "401 403 403 403 201 201 201",
        {"subject": "Hello", "text": "Bring a pencil."},
    ),
    Call("GET", "batches/<row:pk>/openings/", "batches/{batch}/openings/", TAUGHT),
    Call("PUT", "batches/<row:pk>/openings/", "batches/{batch}/openings/", TAUGHT, []),
    Call("PUT", OWN_OPENING, "batches/{batch}/members/{learner}/openings/{module_key}/", TAUGHT, {"opens_at": None}),
    Call(
        "DELETE", OWN_OPENING, "batches/{batch}/members/{learner}/openings/{module_key}/", "401 403 403 403 204 204 204"
    ),
    Call("POST", "batches/<row:pk>/join/", "batches/{batch}/join/", "401 201 201 201 201 201 201"),
    Call("POST", "batches/<row:pk>/join/", "batches/{coded_batch}/join/", "401 404 403 404 403 403 403"),
    Call("POST", "batches/join/", "batches/join/", "401 201 201 201 201 201 201", {"code": "join_code"}),
    Call("GET", "calendar/", "calendar/", SIGNED_IN),
    Call("GET", "calendar.ics", "calendar.ics", SIGNED_IN),
    Call("GET", "calendar/feed/", "calendar/feed/", SIGNED_IN),
    Call("POST", "calendar/feed/", "calendar/feed/", SIGNED_IN),
    Call("POST", "batches/", "batches/", "401 403 403 403 201 201 201", NEW_BATCH),
    Call("PATCH", "batches/<row:pk>/", "batches/{batch}/", "401 403 403 403 200 200 200", {"seats": 30}),
    Call("PATCH", "batches/<row:pk>/", "batches/{coded_batch}/", "401 404 403 404 200 200 200", {"seats": 30}),
    Call("POST", "batches/<row:pk>/archive/", "batches/{batch}/archive/", RUNNING_IT),
    Call("DELETE", "batches/<row:pk>/archive/", "batches/{batch}/archive/", RUNNING_IT),
    Call("POST", "batches/<row:pk>/copy/", "batches/{batch}/copy/", "401 403 403 403 201 201 201", COPY),
    Call("GET", "batches/<row:pk>/join-code/", "batches/{batch}/join-code/", RUNNING_IT),
    Call("POST", "batches/<row:pk>/join-code/", "batches/{batch}/join-code/", RUNNING_IT),
    Call("GET", "batches/<row:pk>/teachers/", "batches/{batch}/teachers/", "401 403 200 403 200 200 200"),
    Call(
        "POST",
        "batches/<row:pk>/teachers/",
        "batches/{batch}/teachers/",
        "401 403 403 403 201 201 201",
        {"email": "batch_helper"},
    ),
    Call(
        "PATCH",
        "batches/<row:pk>/teachers/<row:user_id>/",
        "batches/{batch}/teachers/{teacher}/",
        "401 403 403 403 409 409 409",
        {"role": "assistant"},
    ),
    Call(
        "DELETE",
        "batches/<row:pk>/teachers/<row:user_id>/",
        "batches/{batch}/teachers/{teacher}/",
        "401 403 403 403 409 409 409",
    ),
    Call("POST", "batches/<row:pk>/leave/", "batches/{batch}/leave/", "401 204 204 204 204 204 204"),
    *SESSIONS,
]
ANNOUNCEMENT = "batches/<row:pk>/announcements/<row:announcement_id>/"
COMMENTS = f"{ANNOUNCEMENT}comments/"
MATERIAL = "batches/<row:pk>/materials/<row:material_id>/"
IN_BATCH = "401 404 200 404 200 200 200"
ADDED = "401 403 403 403 201 201 201"
CHANGED = "401 403 403 403 200 200 200"
STREAM = [
    Call("GET", "batches/<row:pk>/announcements/", "batches/{batch}/announcements/", "401 403 200 403 200 200 200"),
    Call(
        "GET",
        "batches/<row:pk>/announcements/",
        "batches/{batch}/announcements/?state=waiting",
        "401 403 403 403 200 200 200",
    ),
    Call("GET", "batches/<row:pk>/announcements/", "batches/{coded_batch}/announcements/", IN_BATCH),
    Call("POST", "batches/<row:pk>/announcements/", "batches/{batch}/announcements/", ADDED, {"text": "Hello"}),
    Call("GET", ANNOUNCEMENT, "batches/{batch}/announcements/{announcement}/", "401 403 200 403 200 200 200"),
    Call("GET", ANNOUNCEMENT, "batches/{coded_batch}/announcements/{announcement}/", "401 404 404 404 404 404 404"),
    Call("PATCH", ANNOUNCEMENT, "batches/{batch}/announcements/{announcement}/", CHANGED, {"is_pinned": True}),
    Call("POST", f"{ANNOUNCEMENT}publish/", "batches/{batch}/announcements/{announcement}/publish/", CHANGED),
    Call("GET", COMMENTS, "batches/{batch}/announcements/{announcement}/comments/", "401 403 200 403 200 200 200"),
    Call(
        "POST",
        COMMENTS,
        "batches/{batch}/announcements/{announcement}/comments/",
        "401 403 201 403 201 201 201",
        {"text": "Thank you"},
    ),
    Call(
        "DELETE",
        f"{COMMENTS}<row:comment_id>/",
        "batches/{batch}/announcements/{announcement}/comments/{comment}/",
        "401 403 403 403 204 204 204",
    ),
    Call("DELETE", ANNOUNCEMENT, "batches/{batch}/announcements/{announcement}/", "401 403 403 403 204 204 204"),
    Call("GET", "batches/<row:pk>/materials/", "batches/{batch}/materials/", "401 403 200 403 200 200 200"),
    Call("GET", "batches/<row:pk>/materials/", "batches/{coded_batch}/materials/", IN_BATCH),
    Call("POST", "batches/<row:pk>/materials/", "batches/{batch}/materials/", ADDED, {"title": "Plan"}),
    Call("PATCH", MATERIAL, "batches/{batch}/materials/{material}/", CHANGED, {"title": "Plan"}),
    Call("DELETE", MATERIAL, "batches/{batch}/materials/{material}/", "401 403 403 403 204 204 204"),
    Call("GET", "batches/<row:pk>/attendance/", "batches/{batch}/attendance/", "401 403 200 403 200 200 200"),
    Call("GET", "batches/<row:pk>/attendance/", "batches/{coded_batch}/attendance/", "401 404 200 404 200 200 200"),
    Call(
        "PUT",
        "live-sessions/<row:pk>/attendance/",
        "live-sessions/{held_session}/attendance/",
        "401 404 403 404 200 200 200",
        {"marks": "marks"},
    ),
]
