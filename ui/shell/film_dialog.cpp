#include "ui/shell/film_dialog.h"

#include "core/base/error.h"
#include "ui/figure/number_text.h"
#include "ui/sentence.h"
#include "ui/shell/dialog_words.h"
#include "ui/view/controls.h"

#include <QDialogButtonBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {
namespace {

constexpr QSize filmSizes[] = {{640, 360}, {854, 480}, {1280, 720}, {1920, 1080}};

QString filmWords(int frames, double seconds) {
    return (frames == 1 ? FilmDialog::tr("One picture, %1 seconds")
                        : FilmDialog::tr("%n pictures, %1 seconds", nullptr, frames))
        .arg(fixed(seconds, 1));
}

} // namespace

FilmDialog::FilmDialog(FilmSource source, const Style& style, Ask ask, QWidget* parent)
    : QDialog(parent), m_source(std::move(source)), m_style(style), m_ask(std::move(ask)), m_format(new DropDown),
      m_size(new DropDown), m_from(Stepper::whole(tr("From step"), 1, m_source.count)),
      m_to(Stepper::whole(tr("To step"), 1, m_source.count)),
      m_fps(Stepper::whole(tr("Pictures a second"), 1, FilmWish::mostFps)),
      m_hold(Stepper::fraction(tr("Seconds a step"), FilmWish::shortestHold, FilmWish::longestHold, 0.5)),
      m_words(dialogWords("quiet")), m_trouble(dialogWords("unreadable")), m_progress(new QProgressBar),
      m_choices(new QWidget) {
    setWindowTitle(tr("Film of this walk"));
    build();
    for (DropDown* list : {m_format, m_size}) connect(list, &QComboBox::currentIndexChanged, this, &FilmDialog::offer);
    for (Stepper* stepper : {m_from, m_to, m_fps, m_hold})
        connect(stepper, &Stepper::changed, this, &FilmDialog::offer);
    connect(&m_writing, &Background::changed, this, &FilmDialog::showWork);
    for (Background* work : {&m_measuring, &m_writing}) connect(work, &Background::failed, this, &FilmDialog::fail);
    offer();
    showWork();
}

void FilmDialog::build() {
    const QSettings settings;
    for (const FilmFormat& format : filmFormats())
        m_format->addItem(tr(qPrintable(format.label)) + (format.suffix.isEmpty() ? "" : " (." + format.suffix + ")"));
    m_format->setCurrentIndex(std::clamp(settings.value("film/format", 0).toInt(), 0, m_format->count() - 1));
    for (const QSize& size : filmSizes) m_size->addItem(QString("%1 × %2").arg(size.width()).arg(size.height()));
    m_size->setCurrentIndex(std::clamp(settings.value("film/size", 2).toInt(), 0, m_size->count() - 1));
    const FilmWish usual;
    m_from->setValue(1);
    constexpr int usualSteps = 60; // of a long walk that is a minute
    m_to->setValue(std::min(m_source.count, usualSteps));
    m_fps->setValue(usual.fps);
    m_hold->setValue(
        std::clamp(settings.value("film/hold", usual.hold).toDouble(), FilmWish::shortestHold, FilmWish::longestHold));
    m_progress->setAccessibleName(tr("How far the film is"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_trouble->hide();
    auto* choices = new QVBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(10);
    choices->addWidget(settingRow(tr("As"), m_format));
    choices->addWidget(pairRow(tr("From step"), m_from, tr("to step"), m_to));
    choices->addWidget(settingRow(tr("Size"), m_size));
    choices->addWidget(settingRow(tr("Seconds a step"), m_hold));
    choices->addWidget(settingRow(tr("Pictures a second"), m_fps));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(10);
    setMinimumWidth(440);
    for (QWidget* part : std::initializer_list<QWidget*>{m_choices, m_words, m_trouble, m_progress})
        column->addWidget(part);
    auto* buttons = new QDialogButtonBox;
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::ActionRole);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    for (QPushButton* button : {m_export, m_cancel}) button->setAutoDefault(false); // Enter ends what is typed
    connect(m_export, &QPushButton::clicked, this, &FilmDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void FilmDialog::remember() const {
    QSettings settings;
    settings.setValue("film/format", m_format->currentIndex());
    settings.setValue("film/size", m_size->currentIndex());
    settings.setValue("film/hold", m_hold->value());
}

const FilmFormat& FilmDialog::format() const {
    return filmFormats()[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))];
}

FilmWish FilmDialog::wish() const {
    FilmWish wish;
    wish.from = static_cast<int>(m_from->value());
    wish.to = static_cast<int>(m_to->value());
    wish.size = filmSizes[std::max(0, m_size->currentIndex())];
    wish.fps = static_cast<int>(m_fps->value());
    wish.hold = m_hold->value();
    wish.style = m_style;
    return wish;
}

// How long it will be, and about how large: a few steps of it are made for that.
void FilmDialog::offer() {
    m_trouble->hide();
    m_words->clear();
    m_possible = false;
    showWork();
    try {
        const Film film(m_source, wish());
        if (const QString missing = format().missing(); !missing.isEmpty()) return fail(missing);
        if (film.wish().fps > format().mostFps)
            return fail(tr("A GIF shows at most %1 pictures a second.").arg(format().mostFps));
        m_possible = true;
        showWork();
        m_measuring.start(tr("film"), [this, film, &format = format()](const std::stop_token& stop, const auto&) {
            const FilmLength length = lengthOf(film, stop);
            const qint64 bytes = estimatedBytes(film, format);
            return Background::Then([this, length, bytes] {
                const QString words = filmWords(length.frames, length.seconds);
                m_words->setText(bytes > 0 ? tr("%1, about %2.").arg(words, bytesText(bytes)) : words + ".");
            });
        });
    } catch (const cnn::Error& e) {
        fail(sentenceOf(e));
    }
}

void FilmDialog::write() {
    try {
        m_path = m_ask(format());
        if (m_path.isEmpty()) return;
        const Film film(m_source, wish());
        requireFilm(filmFormatFor(m_path), film, m_path);
        m_measuring.stop();
        remember();
        m_writing.start(m_path,
                        [this, film, path = m_path](const auto& stop, const auto& progress) -> Background::Then {
                            const FilmReport report = writeFilm(film, path, stop, progress);
                            return [this, path, report] {
                                const QString words = filmWords(report.frames, report.seconds);
                                m_said = tr("The film is in %1: %2, %3. %4")
                                             .arg(path, words, bytesText(report.bytes), report.remark)
                                             .trimmed();
                                accept();
                            };
                        });
    } catch (const cnn::Error& e) {
        fail(sentenceOf(e));
    }
}

void FilmDialog::fail(const QString& sentence) {
    m_measuring.stop();
    m_trouble->setText(sentence);
    m_trouble->show();
    showWork();
}

void FilmDialog::showWork() {
    const bool busy = m_writing.busy();
    m_progress->setVisible(busy);
    m_progress->setValue(qRound(1000 * m_writing.progress()));
    m_choices->setEnabled(!busy);
    m_cancel->setText(busy ? tr("Stop") : tr("Cancel"));
    m_export->setEnabled(m_possible && !busy);
}

void FilmDialog::reject() {
    if (m_writing.busy()) return m_writing.stop();
    QDialog::reject();
}

} // namespace ui
