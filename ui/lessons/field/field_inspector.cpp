#include "ui/lessons/field/field_inspector.h"

#include "ui/lessons/field/field_words.h"
#include "ui/sentence.h"
#include "ui/view/controls.h"

#include <QKeyEvent>

namespace ui {

FieldInspector::FieldInspector(FieldLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab),
      m_editor(new LayerEditor(FieldScene::largestKernel, FieldScene::largestStride, FieldScene::largestPadding,
                               FieldScene::largestDilation)),
      m_layerName(new QLabel), m_text(new QLineEdit), m_other(new QLineEdit),
      m_otherName(new QLabel(tr("Second stack"))), m_sentence(paragraph()), m_hover(paragraph()) {
    m_settings.add(fieldSettings());
    m_sentence->setTextFormat(Qt::RichText);
    addSection(tr("This unit"), m_sentence);
    m_hover->setObjectName("quiet");
    add(m_hover);
    placeNotice();
    addLayer();
    addTexts();
    connect(&m_lab, &FieldLab::changed, this, &FieldInspector::refreshAll);
}

// ---- the chosen layer ----------------------------------------------------------------------------------------------

void FieldInspector::editLayers(const QString& text, std::vector<cnn::FieldLayer> layers, int level) {
    emit refused({});
    FieldScene next = m_lab.scene();
    next.layers = std::move(layers);
    next.level = level;
    m_lab.edit(text, next);
}

void FieldInspector::addLayer() {
    m_layerName->setStyleSheet("font-weight: 700");
    addSection(tr("This layer"), m_layerName);
    add(m_editor);
    connect(m_editor, &LayerEditor::refused, this, &SettingsPanel::refused);
    connect(m_editor, &LayerEditor::edited, this, [this](const cnn::FieldLayer& layer) {
        if (index() < 0) return; // the input is no layer
        auto layers = m_lab.scene().layers;
        layers[static_cast<std::size_t>(index())] = layer;
        editLayers(tr("Change layer %1").arg(index() + 1), layers, m_lab.scene().level);
    });
    connect(m_editor, &LayerEditor::added, this, [this] {
        auto layers = m_lab.scene().layers;
        layers.insert(layers.begin() + index() + 1, cnn::FieldLayer{false, 3, 1, 1, 1});
        editLayers(tr("Add a layer"), layers, m_lab.scene().level + 1);
    });
    connect(m_editor, &LayerEditor::removed, this, [this] {
        auto layers = m_lab.scene().layers;
        layers.erase(layers.begin() + index());
        editLayers(tr("Remove layer %1").arg(index() + 1), layers,
                   std::min(index() + 1, static_cast<int>(layers.size())));
    });
    connect(m_editor, &LayerEditor::moved, this, [this](int by) {
        auto layers = m_lab.scene().layers;
        std::swap(layers[static_cast<std::size_t>(index())], layers[static_cast<std::size_t>(index() + by)]);
        editLayers(tr("Move layer %1").arg(index() + 1), layers, m_lab.scene().level + by);
    });
}

// ---- stacks as text ------------------------------------------------------------------------------------------------

void FieldInspector::readText(QLineEdit* edit, std::vector<cnn::FieldLayer> FieldScene::*layers) {
    if (!edit->isModified()) return;
    edit->setModified(false);
    const QString typed = edit->text();
    auto read = cnn::parseFieldLayers(typed.toStdString());
    if (!read) {
        refreshAll();
        emit refused(sentenceOf(read.error()));
        return;
    }
    emit refused({});
    FieldScene next = m_lab.scene();
    next.*layers = *std::move(read);
    m_lab.edit(tr("Change the stack"), next);
}

// Escape gives up what is being typed.
void FieldInspector::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && (m_text->isModified() || m_other->isModified()))
        refreshAll();
    else
        SettingsPanel::keyPressEvent(event);
}

void FieldInspector::addTexts() {
    m_text->setAccessibleName(tr("Stack as text"));
    m_text->setToolTip(tr("conv or pool, the kernel, then s (stride), p (padding), d (dilation)"));
    m_other->setAccessibleName(tr("Second stack as text"));
    addSection(tr("Stack as text"), m_text);
    m_otherName->setObjectName("heading");
    add(m_otherName);
    add(m_other);
    connect(m_text, &QLineEdit::editingFinished, this, [this] { readText(m_text, &FieldScene::layers); });
    connect(m_other, &QLineEdit::editingFinished, this, [this] { readText(m_other, &FieldScene::compare); });
}

// ---- showing -------------------------------------------------------------------------------------------------------

void FieldInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    m_editor->setStyle(style);
}

void FieldInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    const FieldScene& s = m_lab.scene();
    const int count = static_cast<int>(s.layers.size());
    m_layerName->setText(index() < 0 ? tr("Input, before the first layer")
                                     : tr("%1, layer %2 of %3")
                                           .arg(QString::fromStdString(m_lab.stack()->level(s.level).name))
                                           .arg(s.level)
                                           .arg(count));
    m_editor->setLayer(index() < 0 ? cnn::FieldLayer{} : s.layers[static_cast<std::size_t>(index())], index(), count,
                       FieldScene::mostLayers);
    m_text->setText(QString::fromStdString(cnn::fieldLayersText(s.layers)));
    m_text->setCursorPosition(0);
    m_other->setText(QString::fromStdString(cnn::fieldLayersText(s.compare)));
    m_other->setVisible(!s.compare.empty());
    m_otherName->setVisible(!s.compare.empty());
}

void FieldInspector::showUnit(const FieldPicture& p, const QString& pointedAt) {
    m_sentence->setText(
        stepWords(unitName(*p.stack, p.unit), p.covers("field") ? QString() : fieldSentence(*p.stack, p.unit)));
    m_hover->setText(pointedAt);
    m_hover->setVisible(!pointedAt.isEmpty());
}

} // namespace ui
