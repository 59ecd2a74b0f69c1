// The tour's index.html: what was rendered and trained, as one page for a browser.
#pragma once

#include "app/training_run.h"
#include "ui/figure/style.h"
#include "ui/pages/lesson.h"

#include <vector>

namespace ui {

// Files are named relative to the page.
struct TourPicture {
    QString file;
    QString words; // the picture in words
};
struct TourLesson {
    Lesson lesson;
    TourPicture opening;
    std::vector<TourPicture> steps; // empty: the opening says it all
};
struct TourMaps {
    QString title; // "conv1: 6@28×28"
    QString range; // of its colours
    TourPicture sheet;
    QString numbers; // the .npy file; may be empty
};
struct TourTraining {
    QString data, model; // name of the data; the model's file
    std::size_t images = 0;
    std::size_t parameters = 0;
    std::vector<EpochReport> epochs;
    TourPicture strip; // one image through the network
    std::vector<TourMaps> maps;
};

QString tourPage(const std::vector<TourLesson>& lessons, const TourTraining& training, const Palette& colours);

} // namespace ui
