#include "ui/view/application_style.h"

#include "ui/view/widget_style.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

namespace ui {

void applyStyle(const Style& style) {
    // Each of the two is looked at by every widget there is.
    if (QApplication::style()->name() != "fusion") QApplication::setStyle(QStyleFactory::create("Fusion"));
    if (const QPalette wanted = widgetPalette(style.colors()); QApplication::palette() != wanted)
        QApplication::setPalette(wanted);
}

Theme desktopTheme() {
    const QPalette p = QGuiApplication::palette();
    return p.color(QPalette::WindowText).lightnessF() > p.color(QPalette::Window).lightnessF() ? Theme::Dark
                                                                                               : Theme::Light;
}

void giveSheet(QWidget& part, const QString& sheet) {
    // Of a widget that was never polished Qt may have read the sheet before, and would go on with that one.
    part.ensurePolished();
    part.setStyleSheet(sheet);
}

} // namespace ui
