#include "ui/shell/scene_dialog.h"

#include "ui/pages/page.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/controls.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>
#include <optional>

namespace ui {
namespace {

constexpr int longest = 2000; // letters, as lecture files have them

// People count from 1.
QString stepsText(const std::vector<int>& steps) {
    QStringList all;
    for (const int step : steps) all << QString::number(step);
    return all.join(", ");
}

std::optional<std::vector<int>> stepsOf(const QString& text) {
    std::vector<int> all;
    static const QRegularExpression between("[,;\\s]+");
    for (const QString& word : text.split(between, Qt::SkipEmptyParts)) {
        bool ok = false;
        const int step = word.toInt(&ok);
        if (!ok || step < 1 || (!all.empty() && step <= all.back())) return std::nullopt;
        all.push_back(step);
    }
    return all;
}

QLineEdit* lineEdit(const QString& name, const QString& text) {
    auto* edit = new QLineEdit(text);
    edit->setAccessibleName(name);
    edit->setMaxLength(longest);
    return edit;
}

QPlainTextEdit* textEdit(const QString& name, const QString& text, int lines) {
    auto* edit = new QPlainTextEdit(text);
    edit->setAccessibleName(name);
    edit->setObjectName("code"); // looks like the other fields with more than one line
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * lines + 18);
    return edit;
}

void addField(QVBoxLayout& column, const QString& label, QWidget* field) {
    auto* words = new QLabel(label);
    words->setObjectName("quiet");
    words->setBuddy(field);
    column.addWidget(words);
    column.addWidget(field);
}

} // namespace

SceneDialog::SceneDialog(const LectureScene& scene, const Page& page, QWidget* parent)
    : QDialog(parent), m_scene(scene), m_title(lineEdit(tr("Title in the list"), scene.lesson.title)),
      m_group(lineEdit(tr("Under the heading"), scene.lesson.group)),
      m_headline(lineEdit(tr("Headline on the stage"), scene.lesson.headline)),
      m_stops(lineEdit(tr("Next stops at the steps"), stepsText(scene.lesson.stops))),
      m_breakpoints(lineEdit(tr("Playing pauses at the steps"), stepsText(scene.lesson.breakpoints))),
      m_line(textEdit(tr("Line under it"), scene.lesson.line, 2)),
      m_notice(textEdit(tr("Notice, beside the stage"), scene.lesson.notice, 5)),
      m_note(textEdit(tr("Note for the speaker"), scene.note, 5)), m_controls(new QListWidget),
      m_question(new DropDown), m_trouble(new QLabel) {
    setWindowTitle(tr("Edit scene"));
    auto* across = new QHBoxLayout;
    across->setSpacing(24);
    across->addWidget(makeWords(), 1);
    across->addWidget(makeRest(page), 1);
    m_trouble->setObjectName("unreadable");
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &SceneDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SceneDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addLayout(across);
    column->addWidget(m_trouble);
    column->addWidget(buttons);
    resize(820, sizeHint().height());
}

QWidget* SceneDialog::makeWords() {
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (QLineEdit* field : {m_title, m_group, m_headline}) addField(*column, field->accessibleName(), field);
    for (QPlainTextEdit* field : {m_line, m_notice}) addField(*column, field->accessibleName(), field);
    column->addStretch(1);
    return part;
}

QWidget* SceneDialog::makeRest(const Page& page) {
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    addField(*column, m_note->accessibleName(), m_note);
    addField(*column, tr("Settings in sight"), makeControls());
    m_stops->setPlaceholderText(tr("as usual"));
    m_breakpoints->setPlaceholderText(tr("nowhere"));
    for (QLineEdit* field : {m_stops, m_breakpoints}) addField(*column, field->accessibleName(), field);
    fillQuestions(page);
    addField(*column, tr("Question that is asked here"), m_question);
    column->addStretch(1);
    return part;
}

// Those of the page, in its order; ticked are those that the scene has in sight.
QWidget* SceneDialog::makeControls() {
    m_controls->setAccessibleName(tr("Settings in sight"));
    m_controls->setFixedHeight(130);
    const auto kinds = pageKinds();
    const auto kind = std::ranges::find(kinds, m_scene.lesson.page, &PageKind::id);
    QStringList ids;
    for (const SettingFacts& row : kind == kinds.end() ? std::vector<SettingFacts>() : kind->scene.settings()) {
        if (row.id.isEmpty() || ids.contains(row.id)) continue;
        ids << row.id;
        auto* item = new QListWidgetItem(row.label.isEmpty() ? row.id : row.label, m_controls);
        item->setData(Qt::UserRole, row.id);
        item->setToolTip(row.help);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_scene.lesson.controls.contains(row.id) ? Qt::Checked : Qt::Unchecked);
    }
    return m_controls;
}

void SceneDialog::fillQuestions(const Page& page) {
    m_question->setAccessibleName(tr("Question that is asked here"));
    m_question->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_question->addItem(tr("none"), QString());
    for (const Question& question : page.questions()) m_question->addItem(question.ask, question.id);
    if (!m_scene.question.isEmpty() && m_question->findData(m_scene.question) < 0)
        m_question->addItem(m_scene.question, m_scene.question); // not asked in the step on show
    m_question->setCurrentIndex(m_question->findData(m_scene.question));
}

LectureScene SceneDialog::scene() const {
    LectureScene scene = m_scene;
    scene.lesson.title = m_title->text().trimmed();
    scene.lesson.group = m_group->text().trimmed();
    scene.lesson.headline = m_headline->text().trimmed();
    scene.lesson.line = m_line->toPlainText().trimmed().left(longest);
    scene.lesson.notice = m_notice->toPlainText().trimmed().left(longest);
    scene.lesson.stops = stepsOf(m_stops->text()).value_or(scene.lesson.stops);
    scene.lesson.breakpoints = stepsOf(m_breakpoints->text()).value_or(scene.lesson.breakpoints);
    scene.note = m_note->toPlainText().trimmed();
    scene.question = m_question->currentData().toString();
    QStringList chosen;
    for (int i = 0; i < m_controls->count(); ++i)
        if (m_controls->item(i)->checkState() == Qt::Checked)
            chosen << m_controls->item(i)->data(Qt::UserRole).toString();
    // In the order they were in, new ones behind them.
    QStringList controls;
    for (const QString& id : m_scene.lesson.controls + chosen)
        if (chosen.contains(id) && !controls.contains(id)) controls << id;
    scene.lesson.controls = controls;
    return scene;
}

void SceneDialog::accept() {
    for (const QLineEdit* field : {m_stops, m_breakpoints})
        if (!stepsOf(field->text())) {
            m_trouble->setText(tr("\"%1\": numbers of steps from 1, each larger than the one before: 1, 4, 9.")
                                   .arg(field->accessibleName()));
            return m_trouble->show();
        }
    if (m_title->text().trimmed().isEmpty()) {
        m_trouble->setText(tr("A scene needs a title."));
        return m_trouble->show();
    }
    QDialog::accept();
}

} // namespace ui
