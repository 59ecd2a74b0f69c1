// One cell as a shape: its outline, its nuclei, its granules. Lengths are in units of 1/48 of the picture's side, so
// that a cell is the same at any size of the picture.
#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <vector>

namespace cnn {

constexpr double cellUnits = 48; // a picture's side

// In the cell's own axes; the angle is against them.
struct CellNucleus {
    double x = 0, y = 0, a = 4, b = 4, angle = 0; // middle, half axes, radians
};
struct CellGranule {
    double x = 0, y = 0, radius = 1, level = 0.4;
};
struct CellRipple {
    double x = 0, y = 0, phase = 0; // sin(x * px + y * py + phase)
};

// Its outline is where |u / a|^power + |v / b|^power = h^power with h = 1 + the sum of lobes[k] * cos((k + 2) * angle -
// phases[k]), (u, v) a point in the cell's axes and v bent by `bend` * u^2.
struct CellForm {
    double a = 9, b = 9, power = 2, bend = 0, angle = 0;
    double lobes[4]{}, phases[4]{};
    double bodyLevel = 0.5, rim = 0.25, nucleusLevel = 0.55; // brightness, 0 .. 1
    double fibres = 0, fibreWidth = 1.4;                     // stripes along the cell: depth, and a unit per radian
    std::vector<CellNucleus> nuclei;
    std::vector<CellGranule> granules;
    CellRipple ripples[3]; // of the body's texture
    double texture = 0.15; // their depth
};

// kind: 0 .. 5, in the order of cellKinds(). A cell of its kind as chance will have it.
CellForm cellForm(int kind, Rng& rng);

// How much of body and nucleus there is at each pixel of a square picture, 0 or more; row after row.
struct CellPlanes {
    explicit CellPlanes(int pixels);
    int side;
    std::vector<float> body, nucleus;
};
// Lays a cell with its middle at (x, y), in units from the picture's middle, over what is there. `mask`, unless null,
// has a value a pixel and gets 1 where more than half of the pixel is cell.
void paintCell(const CellForm& form, double x, double y, CellPlanes& planes, std::vector<std::uint8_t>* mask);

} // namespace cnn
