#include "ui/view/code_panel.h"

#include "ui/view/controls.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <utility>
#include <vector>

namespace ui {

// The same thing has the same colour as on the stage: x the input, w the kernel, y the output. Remarks stand back.
class CodeColours final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;
    void setColours(const Palette& c) {
        const auto format = [](const QColor& color, bool bold) {
            QTextCharFormat f;
            f.setForeground(color);
            if (bold) f.setFontWeight(static_cast<int>(Weight::Bold));
            return f;
        };
        m_rules = {{QRegularExpression(R"(\bx\b)"), format(c.input, true)},
                   {QRegularExpression(R"(\b(w|kernel)\b)"), format(c.kernel, true)},
                   {QRegularExpression(R"(\by\b)"), format(c.output, true)},
                   {QRegularExpression("#.*"), format(c.dim, false)},
                   {QRegularExpression("# now: .*"), format(c.now, true)}}; // where the step on the stage stands
        rehighlight();
    }

protected:
    void highlightBlock(const QString& line) override {
        for (const auto& [pattern, format] : m_rules)
            for (auto at = pattern.globalMatch(line); at.hasNext();) {
                const auto match = at.next();
                setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
            }
    }

private:
    std::vector<std::pair<QRegularExpression, QTextCharFormat>> m_rules;
};

namespace {

QFont codeFont(double pixels) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!QFontInfo(font).fixedPitch()) font.setFamily("DejaVu Sans Mono");
    font.setPixelSize(qRound(pixels));
    return font;
}

} // namespace

CodePanel::CodePanel(const QStringList& dialects, QWidget* parent)
    : QWidget(parent), m_dialects(new Segmented(tr("Code for"), dialects)), m_text(new QPlainTextEdit),
      m_copy(new QPushButton(tr("Copy"))), m_colours(std::make_unique<CodeColours>(m_text->document())) {
    setObjectName("panel");
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName("code");
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Code"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* close = new QPushButton(tr("Close"));
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(heading(tr("The same in code")));
    head->addSpacing(8);
    head->addWidget(m_dialects);
    head->addStretch(1);
    head->addWidget(m_copy);
    head->addWidget(close);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 8, 16, 12);
    rows->setSpacing(8);
    rows->addLayout(head);
    rows->addWidget(m_text, 1);
    connect(m_dialects, &Segmented::changed, this, &CodePanel::dialectChosen);
    connect(m_copy, &QPushButton::clicked, this, &CodePanel::copy);
    connect(close, &QPushButton::clicked, this, &CodePanel::closed);
}

CodePanel::~CodePanel() = default;

int CodePanel::dialect() const {
    return m_dialects->current();
}

void CodePanel::setStyle(const Style& style) {
    const QFont font = codeFont(14.5 * style.controlScale());
    // The style sheet gives every widget a size of its own; only a sheet of the widget itself is stronger.
    m_text->setStyleSheet(QString("font-family: \"%1\"; font-size: %2px;").arg(font.family()).arg(font.pixelSize()));
    m_colours->setColours(style.colors());
}

void CodePanel::setCode(const QString& code) {
    const QString shown = code.isEmpty() ? tr("# There is no code for what is on the stage now.") : code;
    m_copy->setEnabled(!code.isEmpty());
    m_code = code;
    if (shown == m_text->toPlainText()) return;
    const int across = m_text->horizontalScrollBar()->value(), down = m_text->verticalScrollBar()->value();
    m_text->setPlainText(shown);
    m_text->horizontalScrollBar()->setValue(across);
    m_text->verticalScrollBar()->setValue(down);
}

void CodePanel::copy() {
    QApplication::clipboard()->setText(m_code);
}

void CodePanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
