// Help > Keys: every key there is. Those of the menus are read from the menus, those of the stages stand in one list.
#pragma once

#include <QMenuBar>
#include <QString>

namespace ui {

// As a table in rich text.
QString keysTable(const QMenuBar& menus);
// Until it is closed.
void showKeysDialog(QWidget* parent, const QMenuBar& menus);

} // namespace ui
