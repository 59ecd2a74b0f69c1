#include "app/version.h"

#include "app/commit.h" // made by commit.cmake
#include "core/base/core_level.h"

namespace ui {

QString programName() {
    return "ConvScope " CONVSCOPE_VERSION;
}

QString versionLine() {
    return QString("%1 (commit %2, Qt %3, core: %4)")
        .arg(programName(), CONVSCOPE_COMMIT, qVersion(), cnn::coreLevel());
}

} // namespace ui
