// The maps and the weights of a layer as files. Window and command line write the same bytes through this.
#pragma once

#include "ui/export/network_export.h"
#include "ui/figure/map_sheet.h"

#include <QDir>
#include <span>

namespace ui {

// What the network's layer `layer` makes of the image; "input" is the image itself. Throws cnn::Error(Usage) naming the
// layers there are, Error(Diverged) when a value is not finite.
MapSet layerMaps(const NetworkExport& network, const QString& layer);
// Its weights: a kernel a map, a dense layer's as one map of outputs x inputs. Throws cnn::Error(Usage) likewise, also
// for a layer that has none.
MapSet layerWeights(const NetworkExport& network, const QString& layer);
// Names for both; hasWeights: which of them layerWeights takes.
QStringList mapLayers(const cnn::Network& network);
bool hasWeights(const cnn::Network& network, const QString& layer);

// THE list of what can be written.
struct MapFormat {
    const char *id, *label; // on the command line; for people
    struct File {
        QString name;
        QByteArray bytes;
    };
    std::vector<File> (*files)(const MapSet& maps, const MapLook& look, const QStringList& caption);
};
std::span<const MapFormat> mapFormats();

// Which of them, by id; the ids that are meant when nobody chooses.
inline const QStringList usualMapFormats{"png", "sheet", "npy"};

// Writes them into the folder, which is made when it is not there. caption: of the sheet, as captionOf() makes it.
// Throws cnn::Error(TooLarge) before anything is written when there are too many maps for pictures, or the sheet would
// be beyond 16,384 pixels; Error(WriteFailed).
void writeMaps(const MapSet& maps, const MapLook& look, const QStringList& caption, const QStringList& formats,
               const QDir& folder);
QStringList mapCaption(const NetworkExport& network, bool ofImage);

} // namespace ui
