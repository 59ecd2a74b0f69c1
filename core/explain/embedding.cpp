#include "core/explain/embedding.h"

#include "core/tensor/symmetric.h"

#include <algorithm>

namespace cnn {
namespace {

// The turn R for which points * R is closest to `before` (orthogonal Procrustes).
Eigen::Matrix2d turnTowards(const RowMatrix& points, const RowMatrix& before, Following how) {
    const Eigen::Matrix2d common = points.cast<double>().transpose() * before.cast<double>();
    if (how == Following::Signs)
        return Eigen::Vector2d(common(0, 0) < 0 ? -1 : 1, common(1, 1) < 0 ? -1 : 1).asDiagonal();
    // Every orthogonal 2 x 2 matrix is a turn, or a turn of a mirror image, by some angle; of each kind the best one is
    // known, and how good it is by the length of a vector.
    const Eigen::Vector2d turned(common(0, 0) + common(1, 1), common(1, 0) - common(0, 1));
    const Eigen::Vector2d mirrored(common(0, 0) - common(1, 1), common(1, 0) + common(0, 1));
    const bool mirrors = mirrored.norm() > turned.norm();
    const Eigen::Vector2d best = mirrors ? mirrored : turned;
    if (best.norm() == 0) return Eigen::Matrix2d::Identity();
    const Eigen::Vector2d cosSin = best.normalized();
    const double sign = mirrors ? -1 : 1;
    return (Eigen::Matrix2d() << cosSin.x(), -sign * cosSin.y(), cosSin.y(), sign * cosSin.x()).finished();
}

constexpr Eigen::Index wide = 256;

// Columns of length 1 at right angles to each other, or 0 where one adds no direction (Gram-Schmidt, each column twice
// for the sake of its last digits).
void makeOrthonormal(Eigen::MatrixXd& basis) {
    for (Eigen::Index c = 0; c < basis.cols(); ++c) {
        Eigen::VectorXd column = basis.col(c);
        const double before = column.norm();
        for (int pass = 0; pass < 2; ++pass)
            for (Eigen::Index earlier = 0; earlier < c; ++earlier)
                column -= basis.col(earlier).dot(column) * basis.col(earlier);
        const double left = column.norm();
        basis.col(c) = left > 1e-12 * before ? Eigen::VectorXd(column / left) : Eigen::VectorXd::Zero(column.size());
    }
}

// Of many values only a few directions, those that hold the largest variances: simultaneous iteration, from the first
// images on. The eigenvectors of a thousand values would take seconds.
Eigen::MatrixXd fewDirections(const Eigen::MatrixXd& about) {
    constexpr int directions = 16, rounds = 24;
    const Eigen::Index count = std::min<Eigen::Index>(directions, about.cols());
    Eigen::MatrixXd basis = about.leftCols(count);
    for (int round = 0; round < rounds; ++round) {
        makeOrthonormal(basis);
        if (round + 1 < rounds) basis = about * (about.transpose() * basis);
    }
    return basis;
}

struct Plane {
    Eigen::MatrixXd axes; // two columns
    Eigen::Vector2d variances = Eigen::Vector2d::Zero();
};

// about: a column an image, about the mean.
Plane largestPlane(const Eigen::MatrixXd& about) {
    const bool narrow = about.rows() <= wide;
    const Eigen::MatrixXd basis = narrow ? Eigen::MatrixXd() : fewDirections(about);
    const Eigen::MatrixXd inBasis = narrow ? about : Eigen::MatrixXd(basis.transpose() * about);
    const double count = static_cast<double>(std::max<Eigen::Index>(about.cols(), 1));
    const SymmetricEigen parts = symmetricEigen(inBasis * inBasis.transpose() / count);
    const Eigen::Index found = inBasis.rows(); // the smallest comes first
    Plane plane{Eigen::MatrixXd::Zero(about.rows(), 2)};
    for (Eigen::Index a = 0; a < std::min<Eigen::Index>(2, found); ++a) {
        Eigen::VectorXd axis = parts.vectors.col(found - 1 - a);
        if (!narrow) axis = basis * axis;
        Eigen::Index largest = 0;
        axis.cwiseAbs().maxCoeff(&largest);
        plane.axes.col(a) = axis(largest) < 0 ? Eigen::VectorXd(-axis) : axis;
        plane.variances(a) = std::max(0.0, parts.values(found - 1 - a));
    }
    return plane;
}

} // namespace

std::array<float, 2> Embedding::place(const Tensor& values) const {
    const Eigen::VectorXd from = values.array().matrix().cast<double>() - mean;
    const Eigen::Vector2d at = axes.transpose() * from;
    return {static_cast<float>(at.x()), static_cast<float>(at.y())};
}

Embedding embed(const Tensor& values, const Embedding* before, Following how) {
    Embedding result;
    const Eigen::MatrixXd all = values.matrix().cast<double>();
    const Eigen::Index features = all.rows(), images = all.cols();
    result.mean = images > 0 ? Eigen::VectorXd(all.rowwise().mean()) : Eigen::VectorXd(Eigen::VectorXd::Zero(features));
    const Eigen::MatrixXd about = all.colwise() - result.mean;
    const Plane plane = largestPlane(about);
    result.axes = plane.axes;
    result.points = (about.transpose() * result.axes).cast<float>();
    Eigen::Matrix2d turn = Eigen::Matrix2d::Identity();
    if (before && before->points.rows() == images) turn = turnTowards(result.points, before->points, how);
    result.points = result.points * turn.cast<float>();
    result.axes = result.axes * turn;
    const double total = about.squaredNorm() / static_cast<double>(std::max<Eigen::Index>(images, 1));
    for (Eigen::Index a = 0; a < 2; ++a)
        result.shares[static_cast<std::size_t>(a)] =
            total > 0 ? turn.col(a).cwiseAbs2().dot(plane.variances) / total : 0;
    return result;
}

} // namespace cnn
