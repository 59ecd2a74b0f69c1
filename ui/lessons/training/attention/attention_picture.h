// Where a network looks in one picture, told in three ways, for one class.
#pragma once

#include "core/explain/occlusion.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace ui {

struct AttentionPicture {
    QString trouble;           // a sentence instead of all that follows
    cnn::Tensor image;         // as people see it, 0 .. 1
    QString caption;           // which picture that is
    QStringList classNames;    // one a class
    std::vector<float> shares; // the probability of each
    int predicted = 0, explained = 0, trueClass = -1;
    cnn::Tensor saliency;        // (1, rows, columns)
    QString layer;               // the convolution that Grad-CAM looks at; empty: the network has none
    cnn::Tensor cam, camOnInput; // as it is; laid on the picture
    cnn::OcclusionSettings square;
    cnn::OcclusionMap occlusion;
    cnn::Tensor cost;        // probability lost while the square lies there, laid on the picture; below 0: won
    bool wins = false;       // covering costs next to nothing anywhere, but wins something
    cnn::Tensor decisive;    // to be shown: the cost, or when it wins, what is won
    int row = 0, column = 0; // the cell of the occlusion map where that is most, or where most is won
    int instead = 0;         // the class predicted while it is covered
    // What of the covering is still to come, for people; empty: nothing. Without `covered` there is no map of it yet.
    QString pending;
    bool covered = true;
};

} // namespace ui
