// What a page may save beside its scene: a network, and what a run has learned. The shell asks a page whether it is
// one: savingOf(page).
#pragma once

#include "ui/export/network_export.h"
#include "ui/pages/page.h"

namespace ui {

// A page that saves derives from this beside Page, and gives what it has.
class Saving {
public:
    virtual ~Saving() = default;
    // What is to survive the end of the program beside scene(): a function that makes it, on any thread; empty: there
    // is nothing. takeUp() gets such bytes after setScene(), `name` stands for them in sentences; throws cnn::Error
    // when they are damaged. Page says keepsakeChanged() when it makes something else.
    virtual std::function<QByteArray()> keepsake() const { return {}; }
    virtual void takeUp(const QByteArray&, const QString& name) { Q_UNUSED(name) }
    // The program ends: work under way comes to rest, so that keepsake() has all of it.
    virtual void comeToRest() {}
    // What can be saved, for the file dialog: "ONNX network (*.onnx)". Empty when there is nothing to save.
    virtual QString saveFilter() const { return {}; }
    // Throws cnn::Error when it cannot be written.
    virtual void saveFile(const QString&) {}
    // The network on show with what belongs to it, to go on elsewhere; none: there is none.
    virtual std::optional<NetworkExport> networkExport() const { return {}; }
};

// Null: the page saves nothing but its scene.
inline Saving* savingOf(Page* page) {
    return dynamic_cast<Saving*>(page);
}

} // namespace ui
