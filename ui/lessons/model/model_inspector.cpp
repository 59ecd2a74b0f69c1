#include "ui/lessons/model/model_inspector.h"

#include "core/network/shown_networks.h"
#include "core/tensor/number_text.h"

#include <QRegularExpression>
#include <cmath>

namespace ui {
namespace {

constexpr int searchKey = 3; // merge key: a word that is typed is one undo step

// What a list of networks holds, as a scene names it: "none" where there may be none, the program's own, and the file
// that is chosen.
QStringList listed(const QString& chosen, bool beside) {
    QStringList all;
    if (beside) all << QString();
    for (const cnn::ShownNetwork& network : cnn::shownNetworks()) all << network.id;
    if (isNetworkFile(chosen)) all << chosen;
    return all;
}

// Nothing: they are none.
std::optional<std::vector<float>> numbersTyped(const QString& text, bool positive) {
    std::vector<float> numbers;
    static const QRegularExpression between("[\\s;]+");
    for (const QString& word : text.split(between, Qt::SkipEmptyParts)) {
        bool ok = false;
        numbers.push_back(QString(word).replace(QChar(0x2212), '-').toFloat(&ok));
        if (!ok || !std::isfinite(numbers.back()) || std::abs(numbers.back()) > 1e6F) return std::nullopt;
        if (positive && !(numbers.back() > 0)) return std::nullopt;
    }
    return numbers;
}

} // namespace

ModelInspector::ModelInspector(ModelLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_find(new QLineEdit), m_row(paragraph()),
      m_tells(paragraph()), m_card(paragraph()) {
    m_settings.add(modelSettings(),
                   {{"network", [this](const auto& row) { addNetworks(row, false); }},
                    {"beside", [this](const auto& row) { addNetworks(row, true); }},
                    {"picture", [this](const auto& row) { addPictures(row); }},
                    {"mean", [this](const auto& row) { addNumbers(row, &ModelInput::mean); }},
                    {"deviation", [this](const auto& row) { addNumbers(row, &ModelInput::deviation); }},
                    {"find", [this](const auto& row) { addSearch(row); }}});
    m_row->setObjectName("stepWords");
    m_tells->setTextFormat(Qt::RichText);
    m_card->setObjectName("quiet");
    m_rowHead = addSection(tr("This layer"), m_row);
    m_tellsHead = addSection(tr("What the numbers tell"), m_tells);
    placeNotice();
    add(m_card);
    auto *open = new QPushButton(tr("Open a network…")), *compare = new QPushButton(tr("Open one beside it…"));
    connect(open, &QPushButton::clicked, this, [this] { emit fileWanted(false); });
    connect(compare, &QPushButton::clicked, this, [this] { emit fileWanted(true); });
    add(open);
    add(compare);
    connect(&m_lab, &ModelLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
    });
}

void ModelInspector::addNetworks(const Setting<ModelScene>& row, bool beside) {
    auto* list = new DropDown;
    list->view()->setAccessibleName(row.label);
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(12);
    list->setMaxVisibleItems(16);
    const auto now = [this, beside] { return beside ? m_lab.scene().beside : m_lab.scene().network; };
    const auto show = [list, beside, now] {
        const QStringList all = listed(now(), beside);
        QStringList titles;
        for (const QString& network : all) titles << (network.isEmpty() ? tr("none") : networkTitle(network));
        QStringList there;
        for (int i = 0; i < list->count(); ++i) there << list->itemText(i);
        if (there != titles) {
            list->clear();
            list->addItems(titles);
        }
        list->setCurrentIndex(static_cast<int>(all.indexOf(now())));
    };
    connect(list, &QComboBox::activated, this, [this, beside, now](int index) {
        emit refused({});
        const QStringList all = listed(now(), beside);
        if (index < 0 || index >= all.size()) return;
        ModelScene next = m_lab.scene();
        (beside ? next.beside : next.network) = all[index];
        m_lab.edit(beside ? tr("Change the network beside it") : tr("Change the network"), next);
    });
    addSetting(row.id, row.label, list, [show] {
        show();
        return true;
    });
}

// One a channel, with spaces between; without any the preset's.
void ModelInspector::addNumbers(const Setting<ModelScene>& row, std::vector<float> ModelInput::*numbers) {
    auto* line = new QLineEdit;
    line->setPlaceholderText(tr("as the preset"));
    line->setAccessibleName(row.label);
    const auto show = [this, line, numbers] {
        QStringList words;
        for (const float v : m_lab.scene().input.*numbers) words << QString::fromStdString(cnn::shortest(v));
        if (!line->hasFocus() || !line->isModified()) line->setText(words.join(' '));
    };
    connect(line, &QLineEdit::editingFinished, this, [this, line, numbers, show, label = row.label] {
        if (!line->isModified()) return;
        line->setModified(false);
        emit refused({});
        ModelScene next = m_lab.scene();
        const auto typed = numbersTyped(line->text(), numbers == &ModelInput::deviation);
        if (!typed) {
            emit refused(tr("%1: numbers belong here, one a channel or one for all, with spaces between, as in "
                            "0.485 0.456 0.406; a deviation is above 0.")
                             .arg(label));
            return show();
        }
        next.input.*numbers = *typed;
        m_lab.edit(tr("Set %1").arg(label.toLower()), next);
    });
    addSetting(row.id, row.label, line, [this, show, &row] {
        show();
        return row.needed(m_lab.scene());
    });
}

void ModelInspector::addPictures(const Setting<ModelScene>& row) {
    auto* list = new DropDown;
    list->view()->setAccessibleName(row.label);
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(12);
    static const QStringList known{"usual", "card", "balloon", "digits:1", "digits:2", "digits:3", "digits:4"};
    const auto all = [this] {
        QStringList pictures = known;
        if (const QString& now = m_lab.scene().input.picture; !pictures.contains(now)) pictures << now;
        return pictures;
    };
    const auto show = [this, list, all] {
        list->clear();
        for (const QString& picture : all()) {
            ModelInput named;
            named.picture = picture;
            list->addItem(picture == "usual" ? tr("what suits the network") : pictureCaption(named, {3, 1, 1, 1}));
        }
        list->addItem(tr("a file…"));
        list->addItem(tr("from the clipboard"));
        list->setCurrentIndex(static_cast<int>(all().indexOf(m_lab.scene().input.picture)));
    };
    connect(list, &QComboBox::activated, this, [this, all, show](int index) {
        emit refused({});
        const QStringList pictures = all();
        if (index >= pictures.size()) {
            show(); // it stays as it is until there is a picture
            return index == pictures.size() ? emit pictureWanted() : emit pasteWanted();
        }
        ModelScene next = m_lab.scene();
        next.input.picture = pictures[index];
        m_lab.edit(tr("Change the picture"), next);
    });
    addSetting(row.id, row.label, list, [this, show, &row] {
        show();
        return row.needed(m_lab.scene());
    });
}

void ModelInspector::addSearch(const Setting<ModelScene>& row) {
    m_find->setPlaceholderText(tr("name or kind"));
    m_find->setClearButtonEnabled(true);
    connect(m_find, &QLineEdit::textEdited, this, [this](const QString& text) {
        ModelScene next = m_lab.scene();
        next.find = text.left(200);
        m_lab.edit(tr("Find %1").arg(next.find), next, searchKey);
    });
    addSetting(row.id, row.label, m_find, [this, &row] {
        if (m_find->text() != m_lab.scene().find) m_find->setText(m_lab.scene().find);
        return row.needed(m_lab.scene());
    });
}

void ModelInspector::setWords(const QStringList& inSight, const QString& notice) {
    m_inSight = inSight;
    m_notice = m_shown = notice;
    SettingsPanel::setWords(inSight, notice);
}

void ModelInspector::showNotice(const QString& notice) {
    const QString next = notice.isEmpty() ? m_notice : notice;
    if (std::exchange(m_shown, next) != next) SettingsPanel::setWords(m_inSight, next);
    if (!notice.isEmpty()) setAsOpened(true); // it is that of what is on show
}

void ModelInspector::showWords(const QString& row, const QStringList& tells, const QString& card) {
    m_row->setText(row);
    QString paragraphs; // closer than two lines
    for (const QString& sentence : tells)
        paragraphs +=
            "<p style='margin: 0 0 5px 0'>" + sentence.toHtmlEscaped().replace(QChar(0x202f), "&nbsp;") + "</p>";
    m_tells->setText(paragraphs);
    m_card->setText(card);
    for (QWidget* of : {m_rowHead, static_cast<QWidget*>(m_row)}) of->setVisible(!row.isEmpty());
    for (QWidget* of : {m_tellsHead, static_cast<QWidget*>(m_tells)}) of->setVisible(!tells.isEmpty());
    m_card->setVisible(!card.isEmpty());
}

} // namespace ui
