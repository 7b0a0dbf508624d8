#pragma once

#include "report/page/page.h"
#include "study/results.h"

// The parts of a study's page, in the order of the page. The number of an arm's colour and marker
// is its place in the study, so that it is the same in all of them.

namespace leakygan {

// The first screen: what was found, what was compared, on what, how sure it is, what to do next.
Html first_screen(const StudyResults& results);

Section differences_section(const StudyResults& results);
Section scores_section(const StudyResults& results);
Section samples_section(const StudyResults& results);
Section claims_section(const StudyResults& results);
Section inside_section(const StudyResults& results);
Section learning_section(const StudyResults& results);
Section profile_section(const StudyResults& results);
Section inputs_section(const StudyResults& results);
Section cost_section(const StudyResults& results);
Section failures_section(const StudyResults& results);
Section limits_section(const StudyResults& results);

}  // namespace leakygan
