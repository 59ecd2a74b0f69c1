// Many numbers an image, shown as a point on a plane: principal component analysis. The plane is the one on which the
// images differ most.
#pragma once

#include "core/tensor/tensor.h"

#include <array>

namespace cnn {

struct Embedding {
    RowMatrix points;               // a row an image: its two coordinates, about the mean of all
    Eigen::MatrixXd axes;           // a column an axis: orthonormal, in the space of the values
    Eigen::VectorXd mean;           // of the values
    std::array<double, 2> shares{}; // of the whole variance, along each axis

    // Where one more image falls.
    std::array<float, 2> place(const Tensor& values) const;
};

// How an embedding follows the one before, so that what is shown while a network learns does not flip over.
enum class Following {
    Turned, // turned, and mirrored if need be, within its plane: its points come as close to the earlier ones as they
            // can
    Signs   // each axis stays what it is, only its direction is chosen so
};

// values: one column an image, see Tensor::matrix().
// The axes are the covariance's eigenvectors, the one of the larger variance first; the largest component of each is
// positive. With an earlier embedding of as many images it follows that one.
Embedding embed(const Tensor& values, const Embedding* before = nullptr, Following how = Following::Turned);

} // namespace cnn
