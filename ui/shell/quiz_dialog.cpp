#include "ui/shell/quiz_dialog.h"

#include "ui/figure/number_text.h"
#include "ui/sentence.h"
#include "ui/view/controls.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {
namespace {

QLabel* words(const char* name) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

} // namespace

QuizDialog::QuizDialog(const QuizWish& wish, const QString& suffix, Ask ask, QWidget* parent)
    : QDialog(parent), m_ask(std::move(ask)), m_format(new DropDown),
      m_source(new Segmented(tr("Questions"), {tr("review"), tr("made by chance")})),
      m_difficulty(new Segmented(tr("Difficulty"), {tr("easy"), tr("usual"), tr("hard")})), m_kinds(new QListWidget),
      m_count(Stepper::whole(tr("Questions a sheet"), 1, QuizWish::mostQuestions)),
      m_sheets(Stepper::whole(tr("Sheets"), 1, QuizWish::mostSheets)), m_seed(Stepper::whole(tr("Seed"), 1, 999'999)),
      m_words(words("quiet")), m_trouble(words("unreadable")), m_progress(new QProgressBar), m_madeRows(new QWidget) {
    setWindowTitle(tr("Review questions as a file"));
    build();
    showWish(wish, suffix);
    connect(m_format, &QComboBox::currentIndexChanged, this, &QuizDialog::offer);
    connect(m_kinds, &QListWidget::itemChanged, this, &QuizDialog::offer);
    connect(m_source, &Segmented::changed, this, &QuizDialog::offer);
    for (Stepper* stepper : {m_count, m_sheets, m_seed}) connect(stepper, &Stepper::changed, this, &QuizDialog::offer);
    connect(&m_work, &Background::changed, this, &QuizDialog::showWork);
    connect(&m_work, &Background::failed, this, [this](const QString& sentence) {
        m_trouble->setText(sentence);
        m_trouble->show();
        showWork();
    });
    offer();
    showWork();
}

void QuizDialog::build() {
    for (const QuizFormat& format : quizFormats()) m_format->addItem(format.label + " (." + format.suffix + ")");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(10);
    column->addWidget(settingRow(tr("As"), m_format));
    column->addWidget(settingRow(tr("Questions"), m_source));
    auto* made = new QVBoxLayout(m_madeRows);
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(10);
    made->addWidget(heading(tr("Kinds")));
    made->addWidget(makeKinds());
    made->addWidget(settingRow(tr("Difficulty"), m_difficulty));
    made->addWidget(settingRow(tr("Questions a sheet"), m_count));
    made->addWidget(settingRow(tr("Sheets"), m_sheets));
    made->addWidget(settingRow(tr("Seed"), m_seed));
    column->addWidget(m_madeRows);
    for (QWidget* part :
         {static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_trouble), static_cast<QWidget*>(m_progress)})
        column->addWidget(part);
    m_progress->setAccessibleName(tr("How far the file is"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_trouble->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::ActionRole);
    m_export->setDefault(true);
    connect(m_export, &QPushButton::clicked, this, &QuizDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

QWidget* QuizDialog::makeKinds() {
    m_kinds->setAccessibleName(tr("Kinds"));
    m_kinds->setMinimumSize(380, 120); // it scrolls, so it gives way first
    for (const cnn::QuizKind& kind : cnn::quizKinds()) {
        auto* item = new QListWidgetItem(sentenceOf(kind.title()), m_kinds);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    }
    return m_kinds;
}

void QuizDialog::showWish(const QuizWish& wish, const QString& suffix) {
    const auto formats = quizFormats();
    for (int i = 0; i < static_cast<int>(formats.size()); ++i)
        if (formats[static_cast<std::size_t>(i)].suffix == suffix) m_format->setCurrentIndex(i);
    m_source->setCurrent(wish.review ? 0 : 1);
    m_difficulty->setCurrent(static_cast<int>(wish.difficulty));
    m_count->setValue(wish.count);
    m_sheets->setValue(wish.sheets);
    m_seed->setValue(static_cast<double>(wish.seed));
    const auto chosen = cnn::quizKindsNamed(wish.kinds);
    for (int i = 0; i < m_kinds->count(); ++i) {
        const bool on = std::ranges::find(chosen, cnn::quizKinds()[static_cast<std::size_t>(i)].id) != chosen.end();
        m_kinds->item(i)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
}

QuizWish QuizDialog::wish() const {
    QuizWish wish;
    wish.review = m_source->current() == 0;
    wish.difficulty = static_cast<cnn::Difficulty>(m_difficulty->current());
    wish.count = static_cast<int>(m_count->value());
    wish.sheets = static_cast<int>(m_sheets->value());
    wish.seed = static_cast<std::uint64_t>(m_seed->value());
    for (int i = 0; i < m_kinds->count(); ++i)
        if (m_kinds->item(i)->checkState() == Qt::Checked)
            wish.kinds.push_back(cnn::quizKinds()[static_cast<std::size_t>(i)].id);
    return wish;
}

QString QuizDialog::suffix() const {
    return quizFormats()[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))].suffix;
}

void QuizDialog::offer() {
    const QuizWish now = wish();
    const QuizFormat& format = quizFormats()[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))];
    m_madeRows->setVisible(!now.review);
    const int questions = now.review ? static_cast<int>(cnn::reviewQuestions().size()) : now.count * now.sheets;
    const QString count = questions == 1 ? tr("One question in all.") : tr("%n questions in all.", nullptr, questions);
    const QString solutions = tr("The solutions stand behind all sheets.");
    const QString left = tr("Questions that need a picture are left out and counted.");
    m_words->setText(format.suffix == "pdf" ? count + " " + solutions : format.pictures ? count : count + " " + left);
    m_export->setEnabled(now.review || !now.kinds.empty());
}

void QuizDialog::write() {
    const QuizFormat& format = quizFormats()[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))];
    const QString path = m_ask("quiz." + format.suffix, QString("%1 (*.%2)").arg(format.label, format.suffix));
    if (path.isEmpty()) return;
    m_trouble->hide();
    m_work.start(path,
                 [this, path, wish = wish()](const std::stop_token& stop,
                                             const std::function<void(double)>& progress) -> Background::Then {
                     const QuizSaved saved = saveQuiz(wish, path, stop, progress);
                     return [this, path, saved] {
                         const QString written =
                             (saved.written == 1 ? tr("One question is in %1.")
                                                 : tr("%n questions are in %1.", nullptr, saved.written))
                                 .arg(path);
                         const QString skipped = saved.skipped == 1 ? tr("One could not be said there and is left out.")
                                                                    : tr("%n could not be said there and are left out.",
                                                                         nullptr, saved.skipped);
                         m_said = saved.skipped > 0 ? written + " " + skipped : written;
                         accept();
                     };
                 });
}

void QuizDialog::showWork() {
    const bool busy = m_work.busy();
    m_progress->setVisible(busy);
    m_progress->setValue(qRound(1000 * m_work.progress()));
    for (QWidget* part : {static_cast<QWidget*>(m_format), static_cast<QWidget*>(m_source), m_madeRows})
        part->setEnabled(!busy);
    if (busy)
        m_export->setEnabled(false);
    else
        offer();
}

void QuizDialog::reject() {
    if (m_work.busy()) return m_work.stop();
    QDialog::reject();
}

} // namespace ui
