// Networks and the classes of labelled images: a new network has an output for each, with its name; which class is
// which output of a network that is there, is told by the names, wherever both have some.
#pragma once

#include "core/data/dataset.h"
#include "core/network/network_plan.h"

#include <memory>

namespace cnn {

// Throws Error(Mismatch) unless there are 2 to mostClasses classes, and the errors of build().
Network untrainedFor(const DataSplit& images, const NetworkPlan& plan, Initialisation how, std::uint64_t seed);
// One that gives these images back. Throws as build().
Network untrainedReconstruction(const DataSplit& images, const NetworkPlan& plan, Initialisation how,
                                std::uint64_t seed);

struct ClassMatch {
    std::vector<int> outputOf;          // of each class of the images; -1: the network does not tell it
    std::vector<std::string> names;     // of the outputs: the network's own; where it has none, those of the images
    std::size_t known = 0, unknown = 0; // images; known 0: they have no class in common
    std::string note;                   // what is assumed, differs or is left out: whole sentences, mostly empty
};
// `networkName` stands for the network in the note. Where one side names no classes, positions count, and the note says
// so. Throws Error(Mismatch) when there are then more classes than outputs.
ClassMatch matchClasses(const Network& network, const std::string& networkName, const Dataset& images);
ClassMatch matchClasses(const Network& network, const std::string& networkName, const DataSplit& images);

// Whether every label is the number of its output already.
bool keepsLabels(const ClassMatch& match);
// The images whose class the network tells, labelled by its outputs.
Dataset matched(const Dataset& images, const ClassMatch& match);
// The same data where nothing has to be changed.
std::shared_ptr<const DataSplit> matched(const std::shared_ptr<const DataSplit>& images, const ClassMatch& match);

} // namespace cnn
