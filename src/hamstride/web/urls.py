"""Which address is which page."""

from django.urls import path

from hamstride.web.account import views as account
from hamstride.web.analyse import views as analyse
from hamstride.web.api.views import api
from hamstride.web.data import views as data
from hamstride.web.demo import views as demo
from hamstride.web.help import views as help_
from hamstride.web.measuring import bends, strength
from hamstride.web.measuring import views as measuring
from hamstride.web.offline import views as offline
from hamstride.web.out import views as out
from hamstride.web.phone import views as phone
from hamstride.web.programme import views as programme
from hamstride.web.progress import views as progress
from hamstride.web.record import views as record
from hamstride.web.runs import views as runs
from hamstride.web.session import views as session
from hamstride.web.style import views as style
from hamstride.web.today import feeling
from hamstride.web.today import views as today
from hamstride.web.week import views as week

handler400 = "hamstride.web.problems.bad_request"
handler403 = "hamstride.web.problems.forbidden"
handler404 = "hamstride.web.problems.not_found"
handler500 = "hamstride.web.problems.server_error"

urlpatterns = [
    path("", today.page, name="today"),
    path("leave/<uuid:uuid>/", today.leave, name="leave"),
    path("leave/<uuid:uuid>/undo/", today.take_up, name="take-up"),
    path("told/", today.told, name="told"),
    path("told/<uuid:uuid>/undo/", today.untell, name="untell"),
    path("not-today/", today.not_today, name="not-today"),
    path("feel/", feeling.feel, name="feel"),
    path("hurts/", feeling.hurts, name="hurts"),
    path("morning/", feeling.morning, name="morning"),
    path("step/<slug:exercise>/", feeling.step, name="step"),
    path("week/", week.page, name="week"),
    path("week/move/", week.move, name="move"),
    path("week/usual/", week.usual, name="usual-week"),
    path("week/date/", week.date_, name="run-on-date"),
    path("week/file/", week.file, name="runs-from-file"),
    path("pause/", week.pause, name="pause"),
    path("open/<str:token>", account.open_, name="open"),
    path("welcome/", account.welcome, name="welcome"),
    path("welcome/questions/", account.questions, name="questions"),
    path("look-around/", demo.begin, name="look-around"),
    path("look-around/end/", demo.end, name="look-around-end"),
    path("settings/", account.settings, name="settings"),
    path("settings/data/", data.page, name="data"),
    path("settings/data/hamstride.zip", data.download, name="data-download"),
    path("settings/data/read/", data.read, name="data-read"),
    path("settings/data/delete/", data.delete, name="data-delete"),
    path("settings/body/", measuring.body, name="body"),
    path("tests/", measuring.page, name="tests"),
    path("tests/later/", measuring.later, name="tests-later"),
    path("tests/strength/", strength.start, name="strength"),
    path("tests/strength/<uuid:uuid>/", strength.result, name="strength-test"),
    path("tests/strength/<uuid:uuid>/<slug:part>/", strength.part, name="strength-part"),
    path("tests/bend/<slug:test>/", bends.page, name="bend"),
    path("tests/bend/<slug:test>/step/", bends.use_step, name="bend-step"),
    path("tests/<uuid:uuid>/delete/", measuring.delete, name="delete-test"),
    path("tests/<uuid:uuid>/restore/", measuring.restore, name="restore-test"),
    path("exercises/", programme.list_, name="exercises"),
    path("exercises/<slug:exercise>/", programme.page, name="exercise"),
    path("film/", analyse.page, name="film"),
    path("exercises/<slug:exercise>/dose/", programme.set_dose, name="set-dose"),
    path("why/", programme.why, name="why"),
    path("help/", help_.page, name="help"),
    path("style/", style.page, name="style"),
    path("progress/", progress.page, name="progress"),
    path("progress/week/", progress.week, name="progress-week"),
    path("progress/report/", progress.report_page, name="report"),
    path("progress/<slug:exercise>/", progress.exercise, name="progress-exercise"),
    path("session/<uuid:uuid>/", session.page, name="session"),
    path("record/", record.list_, name="record"),
    path("record/<uuid:uuid>/", record.page, name="record-session"),
    path("record/<uuid:uuid>/delete/", record.delete_session, name="delete-session"),
    path("record/<uuid:uuid>/restore/", record.restore_session, name="restore-session"),
    path("record/set/<uuid:uuid>/correct/", record.correct, name="correct"),
    path("record/set/<uuid:uuid>/delete/", record.delete_set, name="delete-set"),
    path("record/set/<uuid:uuid>/restore/", record.restore_set, name="restore-set"),
    path("out/", out.page, name="out"),
    path("out/<slug:routine>.fit", out.watch, name="out-watch"),
    path("out/card-<slug:paper>.pdf", out.card, name="out-card"),
    path("out/hamstride.ics", out.calendar, name="out-calendar"),
    path("out/address/new/", out.new_address, name="feed-new"),
    path("out/address/end/", out.end_address, name="feed-end"),
    path("phone/", phone.page, name="phone"),
    path("phone/show/", phone.show, name="phone-show"),
    path("phone/close/", phone.close, name="phone-close"),
    path("calendar/<str:token>.ics", out.feed, name="feed"),
    path("runs/", runs.list_, name="runs"),
    path("runs/bring/", runs.bring, name="runs-bring"),
    path("runs/type/", runs.type_in, name="run-type"),
    path("runs/aside/", runs.aside, name="runs-aside"),
    path("runs/aside/runs/", runs.unknown, name="runs-unknown"),
    path("runs/refused/", runs.refused, name="runs-refused"),
    path("runs/refused/<int:id_>/", runs.original, name="runs-original"),
    path("runs/refused/<int:id_>/delete/", runs.forget, name="runs-forget"),
    path("runs/<uuid:uuid>/", runs.page, name="run"),
    path("runs/<uuid:uuid>/change/", runs.change, name="run-change"),
    path("runs/<uuid:uuid>/back/", runs.change_back, name="run-back"),
    path("runs/<uuid:uuid>/say/", runs.say_kind, name="run-say"),
    path("runs/<uuid:uuid>/delete/", runs.delete, name="run-delete"),
    path("runs/<uuid:uuid>/restore/", runs.restore, name="run-restore"),
    path("sw.js", offline.worker, name="service-worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("offline/", offline.page, name="offline"),
    path("offline/files.json", offline.list_, name="offline-files"),
    path("api/", api.urls),
]
