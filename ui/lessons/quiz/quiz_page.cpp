#include "ui/lessons/quiz/quiz_page.h"

#include "ui/lessons/quiz/quiz_questions.h"
#include "ui/lessons/quiz/quiz_words.h"

#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <cmath>

namespace ui {
namespace {

// Keys that step, and that no number begins with.
bool isStepKey(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_PageUp || key == Qt::Key_PageDown ||
           key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_Backspace;
}

// The one question whose answer is another now; -1: none, or several.
int onlyChange(const QStringList& before, const QStringList& now) {
    int changed = -1;
    for (int i = 0; i < std::max(before.size(), now.size()); ++i) {
        if (before.value(i) == now.value(i)) continue;
        if (changed >= 0) return -1;
        changed = i;
    }
    return changed;
}

} // namespace

QuizPage::QuizPage() : LabPage(tr("A review question"), {}, 0, QuizStanding::table()) {
    makeControls();
    m_view->installEventFilter(this);
    connect(&m_lab, &QuizLab::changed, this, &QuizPage::sceneChanged);
    connect(m_inspector, &QuizInspector::worksheetWanted, this,
            [this] { emit worksheetWanted(m_lab.scene().kinds, static_cast<int>(m_lab.scene().difficulty)); });
}

void QuizPage::makeControls() {
    m_answer = new QLineEdit(m_view);
    m_submit = new QPushButton(tr("Answer"), m_view);
    m_showStep = new QPushButton(tr("Show the step"), m_view);
    m_answer->setObjectName("quizAnswer");
    m_answer->setAccessibleName(tr("Your answer"));
    m_answer->setPlaceholderText(tr("a number"));
    m_answer->setMaxLength(QuizScene::longestAnswer);
    m_answer->installEventFilter(this);
    m_submit->setAccessibleName(tr("Answer"));
    m_submit->setToolTip(tr("Takes the number for the answer (Enter)"));
    m_showStep->setAccessibleName(tr("Show the step"));
    m_showStep->setToolTip(tr("Opens the lesson at the step that explains the answer (S); Alt+Left comes back"));
    for (QWidget* control :
         {static_cast<QWidget*>(m_answer), static_cast<QWidget*>(m_submit), static_cast<QWidget*>(m_showStep)})
        control->hide();
    connect(m_submit, &QPushButton::clicked, this, &QuizPage::submit);
    connect(m_showStep, &QPushButton::clicked, this, [this] { showStep({}); });
}

void QuizPage::setStyle(const Style& style) {
    LabPage::setStyle(style);
    placeControls();
}

const cnn::QuizQuestion& QuizPage::asked() const {
    return m_lab.questions()[static_cast<std::size_t>(question())];
}

// An answer that comes or goes is looked at; other questions begin with the first.
void QuizPage::sceneChanged() {
    const QuizScene before = std::exchange(m_before, m_lab.scene());
    if (!before.asksAs(m_lab.scene()) || before.again != m_lab.scene().again) m_at = 0;
    const int changed = onlyChange(before.answers, m_lab.scene().answers);
    const auto& all = m_lab.asked();
    if (const auto at = std::ranges::find(all, changed); at != all.end()) m_at = static_cast<int>(at - all.begin());
    m_at = std::clamp(m_at, 0, last());
    if (m_answer) m_answer->clear();
    refresh();
}

void QuizPage::standAt(const QuizStanding& at) {
    m_at = std::clamp(at.step - 1, 0, last());
    refresh();
}

void QuizPage::goToStop(int stop) {
    const int to = std::clamp(stop, 0, last());
    if (to != m_at && m_answer) m_answer->clear();
    m_at = to;
    refresh();
}

LessonPage::Steps QuizPage::steps() const {
    return {m_at, last() + 1, 1, m_at == 0, m_at == last(), 0};
}

// ---- answering -----------------------------------------------------------------------------------------------------

void QuizPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton || !isOpen()) return;
    if (cell.part == "option") m_lab.answer(question(), letterOf(cell.map));
    if (cell.part == "answer") m_answer->setFocus();
}

void QuizPage::submit() {
    if (!m_answer || !isOpen() || !asked().isTyped()) return;
    const QString typed = m_answer->text().trimmed();
    if (typed.isEmpty()) return m_answer->setFocus();
    if (!cnn::judge(asked(), typed.toStdString())) {
        emit notice(tr("“%1” cannot be read as an answer: it is a number, as 12 or −0.5.").arg(typed));
        return m_answer->selectAll();
    }
    emit notice({});
    m_lab.answer(question(), typed);
}

// A digit that is typed on the stage begins the answer.
bool QuizPage::beginTyping(const QKeyEvent& event) {
    const QString text = event.text();
    if (text.size() != 1 || !(text[0].isDigit() || QString("-+.,−").contains(text[0]))) return false;
    m_answer->setFocus();
    m_answer->insert(text);
    return true;
}

bool QuizPage::handleKey(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    const int key = event->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (plain && isOpen()) {
        const int option = optionOf(event->text(), asked().options.size());
        if (option >= 0) return m_lab.answer(question(), letterOf(option)), true;
        if (asked().isTyped() && beginTyping(*event)) return true;
        if (enter && asked().isTyped()) return m_answer->setFocus(), true;
    }
    if (plain && isAnswered()) {
        if (key == Qt::Key_S) return showStep({}), true;
        if (enter) return goToStop(m_at + 1), true;
    }
    return stepKey(event);
}

// The place of the controls follows the stage's; keys that mean nothing in an empty field step.
bool QuizPage::eventFilter(QObject* watched, QEvent* event) {
    // The kind first: what is half gone hides and says so, and is no view any more.
    if (event->type() == QEvent::Resize && watched == m_view)
        QMetaObject::invokeMethod(this, &QuizPage::placeControls, Qt::QueuedConnection);
    if (event->type() == QEvent::KeyPress && watched == m_answer) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            m_answer->clear();
            m_view->setFocus();
            return true;
        }
        // A line edit would hand it on to the stage, where it goes to the next question.
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) return submit(), true;
        const bool empty = m_answer->text().isEmpty();
        if (empty && isStepKey(key->key())) return stepKey(key);
    }
    return LabPage::eventFilter(watched, event);
}

void QuizPage::showStep(const QString&) {
    const cnn::QuizStep& step = asked().step;
    const QString id = QString::fromStdString(step.lesson);
    const Lesson* lesson = findLesson(id);
    const QJsonObject scene = step.scene.empty() && lesson
                                  ? lesson->scene
                                  : QJsonDocument::fromJson(QByteArray::fromStdString(step.scene)).object();
    emit stepWanted(id, scene,
                    step.sameNumbers ? tr("This is the step, with the numbers of the question.")
                                     : tr("Here the same thing happens, with other numbers."));
}

// ---- showing -------------------------------------------------------------------------------------------------------

QString QuizPage::line() const {
    const auto& all = m_lab.asked();
    const auto isUnanswered = [&](int question) { return !m_lab.given(question); };
    if (!m_covered.isEmpty() || std::ranges::any_of(all, isUnanswered)) return lesson().line;
    const auto wrong = m_lab.wrong().size();
    if (wrong == 0) return tr("All of these are answered, and all are right.");
    return tr("All of these are answered, %1 of %2 right.").arg(all.size() - wrong).arg(all.size());
}

QuizStage QuizPage::picture() const {
    QuizStage p{lesson().headline, line(), m_lab.shared(), question(), m_at, last() + 1, {}, {}, {}, {}, {}};
    p.again = !m_lab.scene().again.empty();
    p.given = m_lab.given(question());
    for (const auto& [kind, tally] : m_lab.score()) p.score += tally;
    p.covered = !m_covered.isEmpty();
    p.hover = m_hover;
    return p;
}

std::unique_ptr<Figure> QuizPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<QuizFigure>(picture(), size, style);
}

void QuizPage::showWords() {
    placeControls();
}

void QuizPage::placeControls() {
    if (!m_view || !m_answer || !m_view->figure()) return;
    const bool hadFocus = m_answer->hasFocus() || m_submit->hasFocus() || m_showStep->hasFocus();
    const auto put = [this](QWidget* control, const char* part, bool shown) {
        const QRectF place = m_view->figure()->cellRect({part});
        if (shown && !place.isEmpty()) control->setGeometry(place.toRect());
        control->setVisible(shown && !place.isEmpty());
    };
    const bool types = isOpen() && asked().isTyped();
    put(m_answer, "answer", types);
    put(m_submit, "answerButton", types);
    put(m_showStep, "showStep", isAnswered());
    m_answer->setAccessibleDescription(quizAskWords(asked()));
    if (hadFocus && !m_answer->hasFocus() && !m_showStep->hasFocus()) m_view->setFocus();
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel QuizPage::reel() const {
    QuizStage base = picture();
    base.hover.reset();
    std::vector<std::optional<QuizGiven>> given;
    for (const int question : m_lab.asked()) given.push_back(m_lab.given(question));
    return reelOf<QuizFigure>(last() + 1, base, [all = m_lab.asked(), given](QuizStage& p, int index) {
        p.stop = index;
        p.question = all[static_cast<std::size_t>(index)];
        p.given = given[static_cast<std::size_t>(index)];
    });
}

// The grids of the question, but for those with something to be found out.
std::vector<NamedNumbers> QuizPage::numbers() const {
    std::vector<NamedNumbers> all;
    for (const auto& grid : asked().picture.grids) {
        const auto isBlank = [](float v) { return std::isnan(v); };
        if (std::ranges::any_of(grid.values.values(), isBlank)) continue;
        all.push_back({QString::fromStdString(grid.role), grid.values});
    }
    return all;
}

std::vector<NamedTable> QuizPage::tables() const {
    const auto score = m_lab.score();
    if (score.empty()) return {};
    QString csv = "kind,title,right,answered\n";
    for (const auto& [kind, tally] : score)
        csv += QString("%1,\"%2\",%3,%4\n")
                   .arg(kind, quizKindTitle(kind).replace('"', "\"\""))
                   .arg(tally.right)
                   .arg(tally.answered);
    return {{tr("score"), csv.toStdString()}};
}

std::vector<Question> QuizPage::questions() const {
    return {quizQuestion(asked())};
}

void QuizPage::settle(int step) {
    if (step > 0) goToStop(step - 1);
}

} // namespace ui
