#include "ui/shell/settings_dialog.h"

#include "ui/figure/style.h"
#include "ui/model/preferences.h"
#include "ui/view/controls.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <thread>

namespace ui {

SettingsDialog::SettingsDialog(Front& front, std::function<QString()> folder, QWidget* parent)
    : QDialog(parent), m_front(front), m_askFolder(std::move(folder)), m_fashion(new QLineEdit), m_missing(new QLabel) {
    setWindowTitle(tr("Settings"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(heading(tr("Look")));
    column->addWidget(settingRow(tr("Colours"), makeTheme()));
    column->addWidget(settingRow(tr("Size of text"), makeScale()));
    column->addWidget(makeAnimations());
    column->addWidget(heading(tr("Training")));
    column->addWidget(settingRow(tr("Threads"), makeThreads()));
    column->addWidget(heading(tr("Folders")));
    column->addWidget(settingRow(tr("Fashion-MNIST"), makeFashion()));
    m_missing->setObjectName("unreadable");
    m_missing->setWordWrap(true);
    m_missing->hide();
    column->addWidget(m_missing);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    setMinimumWidth(520);
}

QWidget* SettingsDialog::makeTheme() {
    auto* theme = new Segmented(tr("Colours"), {tr("light"), tr("dark"), tr("projector")});
    theme->setCurrent(static_cast<int>(m_front.style().theme));
    connect(theme, &Segmented::changed, this, [this](int index) {
        Style style = m_front.style();
        style.theme = static_cast<Theme>(index);
        m_front.chooseStyle(style);
    });
    return theme;
}

QWidget* SettingsDialog::makeScale() {
    Stepper::Rules rules;
    rules.text = [](double percent) { return SettingsDialog::tr("%1 %").arg(percent); };
    rules.read = [](QString typed) -> std::optional<double> {
        bool ok = false;
        const int percent = typed.remove('%').trimmed().toInt(&ok);
        return ok && percent >= 100 && percent <= 300 ? std::optional<double>(percent) : std::nullopt;
    };
    rules.step = [](double percent, int by) { return std::clamp(10 * std::round(percent / 10 + by), 100.0, 300.0); };
    auto* scale = new Stepper(tr("Size of text"), std::move(rules));
    scale->setToolTip(tr("100 to 300 %"));
    scale->setValue(std::round(100 * m_front.style().scale));
    connect(scale, &Stepper::changed, this, [this](double percent) {
        Style style = m_front.style();
        style.scale = percent / 100;
        m_front.chooseStyle(style);
    });
    return scale;
}

QWidget* SettingsDialog::makeAnimations() {
    auto* animations = new QCheckBox(tr("Steps move on the screen"));
    animations->setChecked(animationsWanted());
    connect(animations, &QCheckBox::toggled, this, [this](bool on) {
        setAnimationsWanted(on);
        Style style = m_front.style();
        style.moving = on;
        m_front.chooseStyle(style);
    });
    return animations;
}

// 0 is written as what it means on this machine.
QWidget* SettingsDialog::makeThreads() {
    Stepper::Rules rules;
    rules.text = [](double threads) {
        return threads > 0 ? QString::number(threads) : SettingsDialog::tr("all but one");
    };
    rules.read = [](const QString& typed) -> std::optional<double> {
        bool ok = false;
        const int threads = typed.trimmed().toInt(&ok);
        return ok && threads >= 0 && threads <= mostTrainingThreads ? std::optional<double>(threads) : std::nullopt;
    };
    rules.step = [](double threads, int by) {
        return std::clamp(threads + by, 0.0, static_cast<double>(mostTrainingThreads));
    };
    auto* threads = new Stepper(tr("Threads"), std::move(rules));
    threads->setToolTip(
        tr("0 to %1; 0: all but one of the %2 of this computer. They never change the numbers, only how "
           "fast they come; a run that has begun keeps its own.")
            .arg(mostTrainingThreads)
            .arg(std::thread::hardware_concurrency()));
    threads->setFixedWidth(180);
    threads->setValue(trainingThreadsWanted());
    connect(threads, &Stepper::changed, this, [](double value) { setTrainingThreadsWanted(static_cast<int>(value)); });
    return threads;
}

QWidget* SettingsDialog::makeFashion() {
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    m_fashion->setText(fashionFolderWanted());
    m_fashion->setPlaceholderText(tr("where the system has it"));
    m_fashion->setAccessibleName(tr("Folder of Fashion-MNIST"));
    m_fashion->setMinimumWidth(220);
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose the folder of Fashion-MNIST"));
    choose->setAutoDefault(false);
    across->addWidget(m_fashion, 1);
    across->addWidget(choose);
    connect(m_fashion, &QLineEdit::editingFinished, this, [this] { chooseFashion(m_fashion->text().trimmed()); });
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const QString folder = m_askFolder(); !folder.isEmpty()) chooseFashion(folder);
    });
    return row;
}

// One that is not there is taken, too: a disk may be plugged in later; but it is shown.
void SettingsDialog::chooseFashion(const QString& folder) {
    m_fashion->setText(folder);
    const bool missing = !folder.isEmpty() && !QFileInfo(folder).isDir();
    m_missing->setText(tr("There is no folder %1 now.").arg(folder));
    m_missing->setVisible(missing);
    if (folder != fashionFolderWanted()) setFashionFolderWanted(folder);
}

} // namespace ui
