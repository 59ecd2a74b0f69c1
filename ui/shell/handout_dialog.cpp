#include "ui/shell/handout_dialog.h"

#include "core/base/error.h"
#include "ui/export/handout_format.h"
#include "ui/pages/lecture.h"
#include "ui/sentence.h"
#include "ui/view/controls.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace ui {
namespace {

QString nameOf(const Lecture& lecture) {
    if (!lecture.id.isEmpty()) return lecture.id;
    return lecture.path.isEmpty() ? QString("handout") : QFileInfo(lecture.path).completeBaseName();
}

} // namespace

HandoutDialog::HandoutDialog(const Lecture& lecture, const HandoutWish& wish, const QString& program, Ask ask,
                             QWidget* parent)
    : QDialog(parent), m_ask(std::move(ask)), m_program(program), m_name(nameOf(lecture)),
      m_lecture(lectureBytes(lecture)), m_paper(new Segmented(tr("Paper"), {tr("A4"), tr("Letter")})),
      m_notes(new QCheckBox(tr("Notes for the speaker"))), m_answers(new QCheckBox(tr("Answers on the last pages"))),
      m_trouble(new QLabel), m_progress(new QProgressBar) {
    setWindowTitle(tr("Handout"));
    build(wish, lecture);
    connect(&m_process, &QProcess::readyReadStandardError, this, &HandoutDialog::follow);
    connect(&m_process, &QProcess::finished, this, &HandoutDialog::finish);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) fail(tr("%1 cannot be started.").arg(m_program));
    });
    showWork();
}

void HandoutDialog::build(const HandoutWish& wish, const Lecture& lecture) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(10);
    auto* title = heading(lecture.title);
    auto* pages = new QLabel(tr("One page a scene: %1.").arg(lecture.scenes.size()));
    setMinimumWidth(400);
    m_trouble->setObjectName("unreadable");
    for (QLabel* words : {title, pages, m_trouble}) {
        words->setWordWrap(true);
        words->setTextFormat(Qt::PlainText);
    }
    m_paper->setCurrent(wish.letter ? 1 : 0);
    m_notes->setChecked(wish.notes);
    m_answers->setChecked(wish.answers);
    m_progress->setAccessibleName(tr("How far the file is"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 100);
    m_trouble->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::ActionRole);
    m_export->setDefault(true);
    column->addWidget(title);
    column->addWidget(pages);
    column->addWidget(settingRow(tr("Paper"), m_paper));
    for (QWidget* part : std::initializer_list<QWidget*>{m_notes, m_answers, m_trouble, m_progress, buttons})
        column->addWidget(part);
    connect(m_export, &QPushButton::clicked, this, &HandoutDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

HandoutWish HandoutDialog::wish() const {
    return {m_paper->current() == 1, m_notes->isChecked(), m_answers->isChecked()};
}

void HandoutDialog::write() {
    m_path = m_ask(m_name + ".pdf", handoutFilters());
    if (m_path.isEmpty()) return;
    m_trouble->hide();
    try {
        (void)handoutFormatFor(m_path);
    } catch (const cnn::Error& e) {
        return fail(sentenceOf(e));
    }
    QFile lecture(m_folder.filePath("lecture.json"));
    if (!lecture.open(QIODevice::WriteOnly) || lecture.write(m_lecture) != m_lecture.size() || !lecture.flush())
        return fail(tr("The lecture cannot be written to %1.").arg(lecture.fileName()));
    lecture.close();
    const HandoutWish now = wish();
    QStringList arguments{"handout", lecture.fileName(), "-o", m_path};
    arguments << "--paper" << (now.letter ? "letter" : "a4");
    if (now.notes) arguments << "--notes";
    if (!now.answers) arguments << "--no-answers";
    m_stopped = false;
    m_heard.clear();
    m_progress->setValue(0);
    m_process.start(m_program, arguments);
    showWork();
}

// Its progress in lines of their own; the last line says what was wrong, if anything was.
void HandoutDialog::follow() {
    static const QRegularExpression share("(\\d+) %");
    m_heard += m_process.readAllStandardError();
    const QString last = QString::fromUtf8(m_heard).trimmed().section('\n', -1);
    if (const auto match = share.match(last); match.hasMatch()) m_progress->setValue(match.captured(1).toInt());
}

void HandoutDialog::finish(int code, QProcess::ExitStatus status) {
    follow();
    if (m_stopped) return showWork();
    const QString reason = QString::fromUtf8(m_heard).trimmed().section('\n', -1), begin = "convscope: ";
    if (status != QProcess::NormalExit || code != 0)
        return fail(reason.startsWith(begin) ? reason.mid(begin.size()) : tr("The handout could not be made."));
    m_said = tr("The handout is in %1.").arg(m_path);
    accept();
}

void HandoutDialog::fail(const QString& sentence) {
    m_trouble->setText(sentence);
    m_trouble->show();
    showWork();
}

void HandoutDialog::showWork() {
    const bool busy = m_process.state() != QProcess::NotRunning;
    m_progress->setVisible(busy);
    for (QWidget* part : std::initializer_list<QWidget*>{m_paper, m_notes, m_answers, m_export})
        part->setEnabled(!busy);
}

void HandoutDialog::reject() {
    if (m_process.state() == QProcess::NotRunning) return QDialog::reject();
    m_stopped = true;
    m_process.kill(); // a file is written whole or not at all
}

} // namespace ui
