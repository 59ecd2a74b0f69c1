// Labelled images of any kind that people have: folders of pictures, and the files of other programs.
#pragma once

#include "core/data/data_wish.h"
#include "ui/media/data_look.h"
#include "ui/media/read_picture.h"

#include <QString>

namespace ui {

// Any thread may call it; see ReadWatch. DataSplit::note says what was assumed, left out or changed. Where the
// test images alone are wanted, the display range is that of the training images all the same, if there are any. Throws
// cnn::Error naming the file or the folder.
cnn::DataSplit readLabelledData(const QString& path, const cnn::DataWish& wish = {}, const ReadWatch& watch = {},
                                cnn::DataPart part = cnn::DataPart::All);

DataLook lookAtData(const QString& path, const cnn::DataWish& wish = {}, const ReadWatch& watch = {});

// Whether a path may be labelled images: a folder, or a file whose name or content says so. Reads a few bytes.
bool mayBeLabelledData(const QString& path);
// For file dialogs: "*.npz *.bin ..."
QString labelledDataPatterns();

} // namespace ui
