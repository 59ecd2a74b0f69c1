// The images of "Images are grids": reads what a scene asks for or the user chose, and puts it into the scene once it
// is there.
#pragma once

#include "ui/lessons/grids/grids_inspector.h"
#include "ui/model/data_loader.h"

namespace ui {

class GridsImages : public QObject {
    Q_OBJECT
public:
    explicit GridsImages(GridsLab& lab);

    // Fashion-MNIST only where it is installed.
    static GridsScene possible(GridsScene scene);

    // Those of the scene; null until they are read.
    std::shared_ptr<const cnn::DataSplit> all() const { return m_loader.find(m_lab.scene().source); }
    // What is on show: one or three channels; empty without images.
    std::vector<std::uint8_t> pixels() const;
    QString caption() const; // "Test image 3: Sneaker"

    // The scene with its pixel at an edge of the given picture, which it shows.
    static GridsScene atEdge(GridsScene scene);

    // Reads the scene's.
    void read();
    // Others, once they are read.
    void choose(const DataSource& source);
    // The test image after the one on show, or before it.
    void showNext(int by);
    // The scene's pixel was chosen in other images: once these are there, one at an edge is.
    void seekEdge(bool seek) { m_seekEdge = seek; }

    // What is being read, for people; empty: the scene's images are there.
    QString reading() const;
    bool busy() const { return m_loader.loading(); }
    void stop() { m_loader.stop(); }
    // Returns when nothing is being read any more.
    void wait() { m_loader.wait(); }

signals:
    void progressed();
    void arrived(); // those of the scene
    void refused(const QString& sentence);
    void said(const QString& sentence);

private:
    void loaded(const DataSource& source);
    void failed(const DataSource& source, const QString& sentence);
    const cnn::Dataset& test() const { return all()->test; }
    std::size_t index() const; // of the test image on show

    GridsLab& m_lab;
    DataLoader m_loader;
    std::optional<DataSource> m_wanted; // chosen, being read
    std::optional<DataSource> m_good;   // the last that could be read
    bool m_seekEdge = false;
};

} // namespace ui
