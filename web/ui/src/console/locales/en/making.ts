// Certificates and their templates.
export default {
  making: {
    certificate: 'Download certificate', certificateEffect: 'The file carries the whole number. The download is on the audit trail.', certificateDone: 'Downloaded.', size: 'Size', sizes: { page: 'A4 page', card: 'Card (both sides)' },
    hint: 'One person proposes a template, another approves it; permits issued from its first day on use it. Earlier permits keep their look.', version: 'Version', versionNo: 'Version {n}', name: 'Name', from: 'First day', fromHint: 'Permits issued from this day on use the template.', acts: 'Actions', builtIn: 'Built in',
    propose: 'Propose a template', proposeEffect: 'Everything is checked and every specimen is drawn; each defect is named with its place. Another issuer approves.', proposed: 'Proposed. A colleague has to approve it.', approve: 'Approve', approveEffect: 'Permits issued from {from} on use this template. Look at the specimens first.', refuse: 'Refuse', refuseEffect: 'This template will not be used.', decided: 'The decision is recorded.', colleague: 'A colleague has to approve it',
    look: 'Specimens', keep: 'Download template', specimen: 'Specimen: {name}, version {n}', open: 'Open specimen', case: 'Content', cases: { plain: 'Usual', long: 'Long names', rare: 'Rare characters' },
    kind: { OPERATION_PERMIT: 'Operation permit', COMPETENCE_CERT: 'Competence certificate', TRAINING_PROOF: 'Proof of training' },
  },
}
export const makingMenu = { permitTemplates: 'Certificate templates' }
