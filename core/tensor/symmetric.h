// The eigenvectors of symmetric matrices, in a file of their own because Eigen's solver takes long to compile.
#pragma once

#include "core/tensor/tensor.h"

namespace cnn {

struct SymmetricEigen {
    Eigen::VectorXd values;  // ascending
    Eigen::MatrixXd vectors; // a column each, orthonormal
};

// Of a square matrix; what stands above its diagonal is not looked at.
SymmetricEigen symmetricEigen(const Eigen::MatrixXd& matrix);

} // namespace cnn
