// Made by `npm run gen:api` from web/api/openapi.yaml. Do not edit.
export interface paths {
    "/api/auth/candidate/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim an account
         * @description For a person a roster or a clerk entered: by document number and a code.
         */
        post: operations["candidate-claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/candidate/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in by number and password
         * @description Mobile or document number; the same answer for an unknown number and a wrong password.
         */
        post: operations["candidate-login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/candidate/login-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in by phone code
         * @description With the code sent for LOGIN.
         */
        post: operations["candidate-login-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/candidate/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Opens an account for a new person, or for one a roster entered, when name and phone agree with it.
         */
        post: operations["candidate-register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/candidate/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password
         * @description By document number and the code sent to the phone on file for RESET; ends all other sessions.
         */
        post: operations["candidate-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/claim-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a code to the phone on file
         * @description For a person who has no account yet; answers alike whether or not there is such a person.
         */
        post: operations["send-claim-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a code to a phone
         * @description Answers alike whether or not the phone is on file.
         */
        post: operations["send-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enrol a terminal
         * @description By the code that staff made; replaces the terminal that was at this seat.
         */
        post: operations["enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * First start
         * @description Makes the root authority and the first system administrator by the link that the program printed.
         */
        post: operations["setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/staff/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the password of an invited account
         * @description The link works once, for 24 hours.
         */
        post: operations["staff-accept-invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/staff/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in as staff
         * @description The same answer for an unknown name and a wrong password; locked for a while after five failures.
         */
        post: operations["staff-login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My applications
         * @description Newest first.
         */
        get: operations["my-applications"];
        put?: never;
        /**
         * Begin an application
         * @description One live application per person and item. A candidate applies for themselves; counter, centre and employer for a person.
         */
        post: operations["my-application-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An application
         * @description With its materials and what is to be corrected.
         */
        get: operations["my-application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is still missing
         * @description Every missing or wrong material and every refusal, at once.
         */
        get: operations["my-application-check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications/{id}/files/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An uploaded material
         * @description For the applicant, those who act for them, and reviewers; reading by others is on the audit trail.
         */
        get: operations["my-application-file-read"];
        /**
         * Upload a material
         * @description JPG, PNG or PDF, at most 5 MB; the type is read from the content.
         */
        put: operations["my-application-file"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications/{id}/material": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a material's particulars on file
         * @description While the application is a draft or being corrected.
         */
        put: operations["my-application-material"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in
         * @description Starts the authority's clock. Everything that is missing is answered at once.
         */
        post: operations["my-application-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/applications/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Ends the application; refused while a booking is alive.
         */
        post: operations["my-application-withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My bookings
         * @description Of the last year, earliest first.
         */
        get: operations["my-bookings"];
        put?: never;
        /**
         * Hold a place
         * @description For ten minutes; confirm it before. An earlier hold of the same application is given back.
         */
        post: operations["my-booking-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A booking
         * @description For the person, those who act for them, and staff of the point.
         */
        get: operations["my-booking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calendar file
         * @description iCalendar (RFC 5545); holds no name and no ticket code.
         */
        get: operations["my-booking-calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Until the room's limit before the start.
         */
        post: operations["my-booking-cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a hold
         * @description Issues the ticket. Confirming again changes nothing.
         */
        post: operations["my-booking-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The language of a booked paper
         * @description The one that was granted, and how many questions of the bank stand in it; the others are shown in Chinese.
         */
        get: operations["my-booking-language"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a lot by phone
         * @description 16 random bytes of the phone become the person's part of the seed of the paper, and their code is answered. The first ones stay, whoever asks again.
         */
        post: operations["my-lot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/lot-promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the draw is bound to
         * @description Of a confirmed booking of one's own. It is fixed and logged before the phone gives its bytes; asked again it is the same.
         */
        post: operations["my-lot-promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The PIN
         * @description Four digits. A new one is made, with which an earlier one ends; asked again within two minutes, the same is answered.
         */
        post: operations["my-ticket-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/bookings/{id}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The ticket
         * @description With its code and QR; showing it to anyone but the person is on the audit trail.
         */
        post: operations["my-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Own cases
         * @description From the notice on, newest first.
         */
        get: operations["own-cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One own case
         * @description Documents, what was noticed, the own recording around it, deadlines, consequences.
         */
        get: operations["own-case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases/{id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal against a decision
         * @description 申诉, once, within the period.
         */
        post: operations["own-case-appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a document of an own case
         * @description Reading is not receipt: see own-case-receive.
         */
        get: operations["own-case-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases/{id}/evidence/{segment}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Play the own recording
         * @description A piece that shows what the case is about: of the seat's camera, or of the screen as a masked copy in which nothing that is written can be read. Looking is on the audit trail.
         */
        get: operations["own-case-evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm receipt of a document
         * @description That is its service: periods run from it, a decision works from it.
         */
        post: operations["own-case-receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/cases/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * State your case
         * @description 陈述申辩, within the period, at most five times; last: nothing to add.
         */
        post: operations["own-case-state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May this slot be booked?
         * @description Every reason against it; none means that a hold may be tried.
         */
        post: operations["my-eligibility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends this session.
         */
        post: operations["candidate-logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out everywhere
         * @description Ends every session of the account on every device.
         */
        post: operations["candidate-logout-everywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My record
         * @description The acting candidate, numbers masked.
         */
        get: operations["candidate-me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a text
         * @description The version in force only; about names an application or sitting where the text is confirmed for one. Confirming again changes nothing.
         */
        post: operations["candidate-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/face": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is kept about my face
         * @description Consent, comparisons, templates with the device's signed word that they are gone.
         */
        get: operations["my-face"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/face-consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw face consent
         * @description Templates are deleted; the way without a face is as good.
         */
        delete: operations["candidate-withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my phone
         * @description By the codes sent to both phones.
         */
        put: operations["candidate-phone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/phone/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a code to my phone on file
         * @description The first half of changing the phone; the other code goes to the new phone (purpose NEW_PHONE).
         */
        post: operations["candidate-phone-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My document photo
         * @description The current photo as JPEG.
         */
        get: operations["candidate-photo"];
        /**
         * Hand in a document photo
         * @description JPEG or PNG, upright, light background; a person approves it.
         */
        put: operations["candidate-photo-put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/me/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is kept about me
         * @description Employments, and every text I confirmed with its version, also those I took back.
         */
        get: operations["candidate-record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/passes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My passed theory parts
         * @description Newest first, with the last day on which each counts.
         */
        get: operations["my-passes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's password
         * @description Ends all other sessions.
         */
        post: operations["candidate-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permit-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My permit applications
         * @description Newest first.
         */
        get: operations["my-permit-applications"];
        put?: never;
        /**
         * Apply for a permit
         * @description For a first one, or for the renewal, replacement, correction or deferral of the one held. Refused with every condition that is not met.
         */
        post: operations["my-permit-apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permit-applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of my permit applications
         * @description State, deadlines, what is to be corrected, and where each condition was met.
         */
        get: operations["my-permit-application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permit-applications/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a returned application in again
         * @description With corrected papers; the authority's clocks start anew.
         */
        post: operations["my-permit-correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permit-applications/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw my application
         * @description Possible until the permit is issued.
         */
        post: operations["my-permit-withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permit-readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is missing for a permit
         * @description Every condition at once, each in plain words.
         */
        get: operations["my-permit-readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My permits
         * @description Newest first, with number, 核验码 and every status they ever had.
         */
        get: operations["my-permits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permits/{id}/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The certificate as PDF
         * @description By the template in force on the day of issue, with the clear number; the download stands on the audit trail. Refused while the permit is worth nothing, and where a character of it is in no font.
         */
        get: operations["my-permit-certificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permits/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed code of a permit
         * @description For a QR that anybody checks without a network. Signed anew each time; on the audit trail.
         */
        get: operations["my-permit-code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/permits/{id}/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The credential for this device
         * @description The device makes a key, shows the credential with a proof signed by it and renews the proof every half minute: a photograph of the code is worth nothing.
         */
        post: operations["my-permit-wallet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exam points
         * @description Open ones; staff see all of their organisations.
         */
        get: operations["my-points"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My results
         * @description Newest first; provisional ones appear at once.
         */
        get: operations["my-results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/results/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of my results
         * @description With the counts and the receipt of the answer journal.
         */
        get: operations["my-result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/results/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The score check of my result
         * @description State and written reply, the last day to ask, and later versions of the result.
         */
        get: operations["my-score-check"];
        put?: never;
        /**
         * Ask for a score check
         * @description Once per result, within the days the rules give.
         */
        post: operations["my-score-check-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/results/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The transcript of a sitting
         * @description A JSON file that proves itself: journal, draw, points and decision, with the proof that the transparency log holds them. It carries no question and no key. Checked with suikao verify transcript.
         */
        get: operations["my-transcript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/sittings/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence of an own sitting
         * @description What is kept of it, until when, and the hash that proves it.
         */
        get: operations["my-evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slots of a point on a day
         * @description That have not begun, with free places or the reason why one cannot be booked.
         */
        get: operations["my-slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/technical-aborts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My sittings that were given up for technical reasons
         * @description Newest first: the written notice of each.
         */
        get: operations["my-technical-aborts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My class hours and exemptions
         * @description All entries with their corrections; with an item also what the rule in force today asks for.
         */
        get: operations["own-training"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/training/exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to skip training
         * @description For a skill certificate or a related degree, where the rule in force allows it.
         */
        post: operations["own-exemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the agent of this seat stands
         * @description For after a start or a lost answer.
         */
        get: operations["agent-turn"];
        put?: never;
        /**
         * Enrol the agent of this seat
         * @description By the terminal's token, with a proof that the key is held. A seat has one; another key is refused until staff revoke the first.
         */
        post: operations["agent-enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/agent/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report of the agent of this seat
         * @description Signed, counting up, repeating the challenge. What is forged is refused and noted; what was sent before is refused.
         */
        post: operations["agent-report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Was my call answered?
         * @description For the screen that called: OPEN or ACKED; absent when no call stands.
         */
        get: operations["device-call-state"];
        put?: never;
        /**
         * Call staff
         * @description The button on every screen of a gate or a seat.
         */
        post: operations["device-call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/emergency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does an emergency stand in this terminal's room?
         * @description What people there have to know. For a gate to ask every few seconds.
         */
        get: operations["device-emergency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the card for a visit
         * @description Compares the card on the reader with the person.
         */
        post: operations["gate-card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who is at the gate?
         * @description By the card on the reader, a ticket, or a typed document number; begins a visit or says why not. Somebody who signed out comes back by it, too: matched again, to the same seat.
         */
        post: operations["gate-check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/exit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who leaves?
         * @description Signs somebody out, for a while or for good, and opens the door: at once by the card on the reader; by a ticket or a typed document number after the PIN or an officer.
         */
        post: operations["gate-exit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/face": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare the face
         * @description After the card was read and with consent; admits like the PIN does.
         */
        post: operations["gate-face"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/face-consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree to face comparison
         * @description The person whose card was read agrees to a version of the notice; nobody has to.
         */
        post: operations["gate-face-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The person gives up
         * @description Ends the visit; nobody can be admitted by it any more.
         */
        post: operations["gate-leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where the visit stands
         * @description For polling while an officer decides.
         */
        post: operations["gate-look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/lot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a lot
         * @description After a visit led into the room: 16 random bytes become part of the seed of the paper, and their code is shown. The first ones stay, whoever asks again; where the person's phone gave some for the booking, those stay and their code is answered.
         */
        post: operations["gate-lot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/officer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask an officer
         * @description The way without card or PIN; look again while one decides.
         */
        post: operations["gate-officer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The ticket's PIN
         * @description After the card was read; admits, gives a seat and opens the door.
         */
        post: operations["gate-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/reader": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Is there a card?
         * @description For polling by an idle gate; identifies nobody and leaves no record.
         */
        post: operations["gate-reader"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Locker and detector
         * @description Gives a locker and opens it, then reads the detector for a second or two; repeat until screened is set. Without a detector, with declared, the person's word is noted.
         */
        post: operations["gate-screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/gate/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a walk-in offer (现在就考)
         * @description Keeps a place in the slot of now while the person is matched.
         */
        post: operations["gate-take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This terminal
         * @description Where the terminal believes to stand.
         */
        get: operations["device-me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a seat does with its camera
         * @description Offers go to /api/device/media/sessions of the same address.
         */
        get: operations["device-media"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/media/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the camera of this seat or gate
         * @description By a seat while somebody sits there, by a gate while a person is called there. The body is an SDP offer with one VP8 video and at most one Opus audio line; where the seat's screen is recorded, a second video line with it. An audio line that receives plays what officers say. An older session of the terminal ends.
         */
        post: operations["camera-publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/media/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Hang up
         * @description Closes the recording.
         */
        delete: operations["camera-end"];
        options?: never;
        head?: never;
        /**
         * Offer anew on a session
         * @description The body is a whole SDP offer with new ICE credentials; the recording goes on in the same file.
         */
        patch: operations["camera-renew"];
        trace?: never;
    };
    "/api/device/media/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Why this seat has no camera
         * @description Names the cause where the camera is missing. It cannot say that the seat is seen: only a picture does.
         */
        post: operations["device-camera-state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the officer wrote to this seat
         * @description About the sitting at it, of the last ten minutes, oldest first.
         */
        get: operations["device-messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where this terminal stands
         * @description Names, the room's sentence and its map; nothing about persons.
         */
        get: operations["device-place"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/selftest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shall this seat test itself?
         * @description For an idle seat to ask once a minute.
         */
        get: operations["seat-selftest"];
        put?: never;
        /**
         * What a seat's self-test found
         * @description A part that is left out counts as not tested.
         */
        post: operations["seat-selftest-report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the sitting at this seat stands
         * @description Reads without taking the sitting; for polling while the socket does not work.
         */
        get: operations["seat-state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store answers and marks
         * @description The same acknowledgements as on the socket, after the commit, one for each record in order. Sending again is harmless.
         */
        post: operations["seat-answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/break": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a break
         * @description Where the rules allow one. The paper stops until an officer has looked at the person again. May be repeated.
         */
        post: operations["seat-break"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the sitting at this seat
         * @description Like hello on the socket: raises the epoch, so that an older page of this sitting is fenced.
         */
        post: operations["seat-connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/input": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What inputs the page heard
         * @description The message input of the socket, for while the socket does not work. Nothing is stored for it at once and nothing depends on it for the answers.
         */
        post: operations["seat-input"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/pictures/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture, clip or sound of the open paper
         * @description Only while the paper is open at the calling seat, and only what stands on it. One range of bytes can be asked for.
         */
        get: operations["seat-picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/pledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the texts before the paper
         * @description Every text of the state in its current version; the nonce is the terminal's part of the paper's seed. May be repeated.
         */
        post: operations["seat-pledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/practice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The practice question is done
         * @description May be repeated.
         */
        post: operations["seat-practice-done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the paper
         * @description Starts the clock and delivers the sheet. May be repeated.
         */
        post: operations["seat-start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/sitting/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the paper in
         * @description Refused while the server does not hold every record up to last. May be repeated.
         */
        post: operations["seat-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this installation is
         * @description Name, version, server time, and whether the data is demonstration data.
         */
        get: operations["about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/document-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accepted documents
         * @description In the order in which a form offers them, with who decides at the door.
         */
        get: operations["document-kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/evidence/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Public key of evidence
         * @description One line of text; suikao verify evidence checks bundles against it, without network.
         */
        get: operations["evidence-key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/guide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items one can apply for
         * @description The rows of the operation catalogue in force today.
         */
        get: operations["guide-items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/guide/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 办事指南 of an item
         * @description Conditions, papers, time limits, fee and examination from the rules in force on a day.
         */
        get: operations["guide"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/help-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the link in a text is about
         * @description It enters nothing. Limited per address and per link; Retry-After says how long to wait.
         */
        post: operations["help-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/help-links/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * I am coming
         * @description Entered once; again it changes nothing. Without a login: the link is signed, holds for hours, and only for this.
         */
        post: operations["help-link-come"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/help-links/arrival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * I am at the door
         * @description Entered once; again it changes nothing.
         */
        post: operations["help-link-arrive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/notices/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A text in force
         * @description Privacy notice, pledges, recording notice, face consent: the version in force in one language.
         */
        get: operations["notice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/outposts/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enrol a room node
         * @description By the code that staff made; the node keeps its private keys.
         */
        post: operations["outpost-enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/outposts/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A room node hands a recording back
         * @description One part of a piece that it recorded while the centre could not be reached, canonical CBOR of package exam/outpost, signed by the node. The answer says where to go on; the same part again changes nothing. A part without bytes asks.
         */
        post: operations["outpost-film"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/outposts/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A room node says what it holds
         * @description Statement and reply are canonical CBOR of package exam/outpost; the signature is the proof of who speaks. Saying it again with a newer serial is harmless.
         */
        post: operations["outpost-sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/verify/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a permit by its 核验码
         * @description The code stands behind the # of the QR's address; the page sends it in the body. Limited per address.
         */
        post: operations["verify-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/verify/number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a permit by number and name
         * @description One answer for an unknown number and for a name that does not fit. Limited per address and per number; Retry-After says how long to wait.
         */
        post: operations["verify-number"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List staff accounts
         * @description Where the caller administers or audits.
         */
        get: operations["accounts"];
        put?: never;
        /**
         * Make a staff account
         * @description For a person on file; the answer holds the link with which that person sets the password.
         */
        post: operations["account-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A staff account
         * @description With its roles.
         */
        get: operations["account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an account or let it work again
         * @description Ends its sessions.
         */
        post: operations["account-disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an account or let it work again
         * @description Ends its sessions.
         */
        post: operations["account-enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant a role
         * @description Within an organisation's subtree; a pair that one natural person must not hold is refused with both names.
         */
        post: operations["grant-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a password
         * @description Ends all sessions and makes a new link; by a security administrator.
         */
        post: operations["account-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/accounts/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a lock
         * @description After too many wrong passwords; by a security administrator.
         */
        post: operations["account-unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/admissions/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Identity checks of one person's sitting
         * @description In their order; those that wait for their random time are not shown.
         */
        get: operations["admission-checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/admissions/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move to another seat
         * @description Of the same room; the sitting goes on there.
         */
        post: operations["admission-move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Appeals to the caller's authority
         * @description Newest first.
         */
        get: operations["appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/appeals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide an appeal
         * @description By a person who had no part in the case. Revoking gives results back and lifts the ban.
         */
        post: operations["appeal-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Applications to review
         * @description Within the caller's organisations, oldest first; materials are in the single view.
         */
        get: operations["applications"];
        put?: never;
        /**
         * Begin an application
         * @description One live application per person and item. A candidate applies for themselves; counter, centre and employer for a person.
         */
        post: operations["application-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An application
         * @description With its materials and what is to be corrected.
         */
        get: operations["application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept (受理)
         * @description The materials are complete; the decision follows.
         */
        post: operations["application-accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve
         * @description By somebody who is neither the applicant nor the one who handed it in.
         */
        post: operations["application-approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bookings of an application
         * @description Of the last year, earliest first; for those who act for the person.
         */
        get: operations["application-bookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is still missing
         * @description Every missing or wrong material and every refusal, at once.
         */
        get: operations["application-check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/files/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An uploaded material
         * @description For the applicant, those who act for them, and reviewers; reading by others is on the audit trail.
         */
        get: operations["application-file-read"];
        /**
         * Upload a material
         * @description JPG, PNG or PDF, at most 5 MB; the type is read from the content.
         */
        put: operations["application-file"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on an accommodation
         * @description Extra minutes granted for the paper, 0 to refuse or where help is of another sort; the note says what.
         */
        post: operations["application-help"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/material": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a material's particulars on file
         * @description While the application is a draft or being corrected.
         */
        put: operations["application-material"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description With the reason that the applicant reads.
         */
        post: operations["application-reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return for correction
         * @description Every defect in one list (一次性告知). A second list may name only what the first named or what changed since.
         */
        post: operations["application-return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in
         * @description Starts the authority's clock. Everything that is missing is answered at once.
         */
        post: operations["application-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/applications/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Ends the application; refused while a booking is alive.
         */
        post: operations["application-withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit trail of the own area
         * @description Newest first, for audit and security administrators; nothing on it can be changed.
         */
        get: operations["audit-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Authorities one may choose
         * @description Those above the caller's organisations, from the root down, then those within them.
         */
        get: operations["authorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/authorizations/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an authorization
         * @description One that says that nobody supervises is in force only when another person than the one who recorded it has confirmed it.
         */
        post: operations["authorization-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/authorizations/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The scan of an authorization
         * @description Reading it is on the audit trail.
         */
        get: operations["authorization-file-read"];
        /**
         * Upload the scan of an authorization
         * @description JPG, PNG or PDF, at most 10 MB; the type is read from the content. An earlier scan is replaced, and the trail keeps the digests of both.
         */
        put: operations["authorization-file"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/authorizations/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an authorization
         * @description Bookings on days without another are marked to be rebooked.
         */
        post: operations["authorization-revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-blueprints/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a blueprint in use
         * @description By another person than who proposed it, who names the rehearsal on the active release that they looked at; refused with the cells that are short.
         */
        post: operations["bank-blueprint-publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-blueprints/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse or withdraw a blueprint
         * @description Withdrawing the active one closes the code for examinations.
         */
        post: operations["bank-blueprint-refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-blueprints/{id}/rehearsal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dry run of a blueprint
         * @description On the release in use, else the newest one: a thousand papers, their spread, and what one person meets in twenty attempts.
         */
        get: operations["bank-blueprint-rehearsal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-blueprints/{id}/rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a dry run of a blueprint
         * @description A job; it touches no exposure, statistics or log. One that waits or runs is answered as it is.
         */
        post: operations["bank-blueprint-rehearse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A request to export questions
         * @description With what its format cannot carry: items and fields by name, never what they hold.
         */
        get: operations["bank-export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-exports/{id}/allow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allow an export of questions
         * @description As the first or the second of two people, neither of whom asked for it.
         */
        post: operations["bank-export-allow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-exports/{id}/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch an allowed export of questions
         * @description The file, for who asked for it, within seven days. Kept on the audit trail with the digest of the file.
         */
        post: operations["bank-export-fetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-exports/{id}/fetch-sealed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch a sealed release that was allowed
         * @description The file, for who asked for it, within seven days, for the same receivers under the same terms. Kept on the audit trail.
         */
        post: operations["bank-sealed-export-fetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-exports/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse an export of questions
         * @description With a reason, before two people have allowed it.
         */
        post: operations["bank-export-refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-imports/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an import
         * @description All its checked items, by somebody who neither wrote nor submitted them.
         */
        post: operations["bank-import-approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-imports/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop an import
         * @description All its drafts, with a reason.
         */
        post: operations["bank-import-discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-imports/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject an import
         * @description All its checked items, with a reason.
         */
        post: operations["bank-import-reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-imports/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand an import to review
         * @description All its drafts.
         */
        post: operations["bank-import-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-quarantines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A quarantine
         * @description With what would be short if the item were out, while it is to be decided.
         */
        get: operations["bank-quarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-quarantines/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about a quarantine
         * @description By another person than who proposed it. An item that is out is on no paper from the next draw on; refused with the shortages where the blueprint in use could not be kept.
         */
        post: operations["bank-quarantine-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-quarantines/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a quarantine
         * @description The item comes back into papers, or is out for good.
         */
        post: operations["bank-quarantine-end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a release in use
         * @description By another person than who froze it; it must carry the active blueprint.
         */
        post: operations["bank-release-activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/booked-past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is booked behind a release's last day
         * @description How many hold or have confirmed a place for its code on days on which its owner's terms allow no papers: booked before it was put in use, as such days are refused since. Who they are is told by the list of the slot, to those who may read it.
         */
        get: operations["bank-release-booked-past"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the draws of a release
         * @description By sitting, for choosing what to export.
         */
        get: operations["bank-release-draws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export draws for replay
         * @description A ZIP archive of items without keys, blueprints, and the named sittings' draws; keys in it are sealed. Kept on the audit trail.
         */
        post: operations["bank-release-export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to export the questions of a release
         * @description With keys and explanations, in a format of another system. Two other people allow it before anything leaves.
         */
        post: operations["bank-export-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the items of a release
         * @description As they were frozen, without keys; also those retired or replaced since.
         */
        get: operations["bank-release-items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List key versions
         * @description Without the keys; oldest first.
         */
        get: operations["bank-keys"];
        put?: never;
        /**
         * Propose corrected keys
         * @description Takes effect when another person approves it.
         */
        post: operations["bank-keys-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/keys/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a key version changes
         * @description Each corrected item with the key before and after, so that the second person decides on the keys. The audit trail keeps the read.
         */
        get: operations["bank-keys-read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/keys/{no}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on corrected keys
         * @description By another person than who proposed them.
         */
        post: operations["bank-keys-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse or withdraw a release
         * @description Withdrawing the active one closes the code for examinations.
         */
        post: operations["bank-release-refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-releases/{id}/sealed-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to seal a release for other installations
         * @description Receivers draw papers from it within the terms and read none of it. Two other people allow it; receivers and terms stand in the reason that they read.
         */
        post: operations["bank-sealed-export-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bank-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The template for importing items
         * @description An .xlsx file to fill in: with all columns, or with those alone that training centres usually have.
         */
        get: operations["bank-template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List question banks
         * @description Those the caller may read.
         */
        get: operations["banks"];
        put?: never;
        /**
         * Make a question bank
         * @description One per organisation, code and purpose; certification banks belong to authorities and exam bodies.
         */
        post: operations["bank-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A question bank
         * @description One the caller may read.
         */
        get: operations["bank"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/alike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find items that are nearly the same
         * @description Pairs of drafts, items in review and approved items whose stems share so much, the most alike first, at most 500.
         */
        get: operations["bank-alike"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/blueprints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List blueprints
         * @description Newest first.
         */
        get: operations["bank-blueprints"];
        put?: never;
        /**
         * Propose a blueprint
         * @description A new version; waits for a second person.
         */
        post: operations["bank-blueprint-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/blueprints/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether the bank carries a blueprint
         * @description Against the active release, changing nothing; each shortage with its numbers.
         */
        post: operations["bank-blueprint-check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/citations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the items of a bank cite
         * @description Drafts, items in review and approved items, judged today by the register of cited texts: how many stand how, those of one state without keys, and the register.
         */
        get: operations["bank-citations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests to export questions
         * @description Newest first.
         */
        get: operations["bank-exports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a bank stands
         * @description The items of the release in use with what answers say of them: exposure, estimated difficulty, flags, quarantine. No stems, no keys.
         */
        get: operations["bank-health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/import-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports under way
         * @description The twenty newest, the newest first, with those that are over and the previews that go on.
         */
        get: operations["bank-import-jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description Newest first.
         */
        get: operations["bank-imports"];
        put?: never;
        /**
         * Import a file
         * @description All rows as drafts or none; only the file that was previewed.
         */
        post: operations["bank-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what importing a file would do
         * @description Excel or CSV, alone or in a ZIP with its pictures and clips, Moodle XML, GIFT, Aiken or a QTI package, at most 20 MB and 20,000 questions; row by row, with what does not come over and what is nearly the same, changing nothing.
         */
        post: operations["bank-import-preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List items
         * @description Stems and options without keys; newest first.
         */
        get: operations["bank-items"];
        put?: never;
        /**
         * Write an item
         * @description As a draft.
         */
        post: operations["bank-item-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much of a bank is translated
         * @description By language, of its approved items.
         */
        get: operations["bank-languages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pictures and clips
         * @description The newest 500 of the bank.
         */
        get: operations["bank-pictures"];
        put?: never;
        /**
         * Take a picture or clip into a bank
         * @description PNG, JPEG or SVG, at most 20 MB and 8 million pixels; or a clip, WebM (VP8, VP9; Opus) or MP4 (H.264; AAC), within the limits of the installation (60 seconds, 8 MB, 1280 pixels a side, 30 frames a second where nothing is set). What is about it and not of it is left out; what acts or reaches outside is refused. The same again is the same.
         */
        post: operations["bank-picture-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/pictures/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture, clip or sound of a bank
         * @description As candidates see and hear it. One range of bytes can be asked for.
         */
        get: operations["bank-picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/quarantines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List quarantines
         * @description Of a bank's items, newest first, at most 500.
         */
        get: operations["bank-quarantines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/release-offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sealed releases that can be taken in
         * @description Of banks of a higher level that this organisation holds, for the same item, not past their last day; newest of each bank first.
         */
        get: operations["bank-release-offers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/release-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What releases took in
         * @description Which sealed releases the releases of a bank hold beside its own items, newest first.
         */
        get: operations["bank-release-sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List releases
         * @description Newest first.
         */
        get: operations["bank-releases"];
        put?: never;
        /**
         * Freeze a release
         * @description Of the approved items, and of the items of sealed releases that are taken in beside them; waits for a second person.
         */
        post: operations["bank-release-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read items for review
         * @description With keys and explanations, for reviewers; the audit trail keeps each page read.
         */
        get: operations["bank-review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/sealed-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What owners allow
         * @description Of the releases of a bank that belong to another authority, newest first; empty for a bank of the house's own.
         */
        get: operations["bank-sealed-releases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/sounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a sound into a bank
         * @description WebM with one track of Opus, at most 4 MB and ten minutes, to read one text of an item aloud. What is about it and not of it is left out. The same again is the same; it is fetched like a picture.
         */
        post: operations["bank-sound-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/translations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What of a bank is to be translated
         * @description A table of the texts of approved items that have no variant in the language: no keys, no explanations. That they left is on the audit trail.
         */
        get: operations["bank-translations"];
        put?: never;
        /**
         * Read a file of translations
         * @description All its items as variants that wait for a second translator, or none; each row that is wrong is listed.
         */
        post: operations["bank-translations-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Translations that wait
         * @description Of a bank into one language, oldest first, beside what they translate. Explanations are in it, so the read is on the audit trail.
         */
        get: operations["bank-variants-waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/banks/{id}/variants/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm several translations
         * @description All or none, each as if it were confirmed by itself. Where some cannot be, each of them is listed with the reason, one's own among them.
         */
        post: operations["bank-variants-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bans of the own area
         * @description Newest first.
         */
        get: operations["ban-list"];
        put?: never;
        /**
         * Enter a ban from a decision
         * @description It bars nobody until another person confirms it.
         */
        post: operations["ban-enter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bans/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a ban into force
         * @description By another person than the one who entered it.
         */
        post: operations["ban-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bans/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a ban early
         * @description By another person than the one who confirmed it; the reason is kept.
         */
        post: operations["ban-lift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a place
         * @description For ten minutes; confirm it before. An earlier hold of the same application is given back.
         */
        post: operations["booking-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A booking
         * @description For the person, those who act for them, and staff of the point.
         */
        get: operations["booking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calendar file
         * @description iCalendar (RFC 5545); holds no name and no ticket code.
         */
        get: operations["booking-calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Until the room's limit before the start.
         */
        post: operations["booking-cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a hold
         * @description Issues the ticket. Confirming again changes nothing.
         */
        post: operations["booking-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The language of a booked paper
         * @description The one that was granted, and how many questions of the bank stand in it; the others are shown in Chinese.
         */
        get: operations["booking-language"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The PIN
         * @description Four digits. A new one is made, with which an earlier one ends; asked again within two minutes, the same is answered.
         */
        post: operations["ticket-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/bookings/{id}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The ticket
         * @description With its code and QR; showing it to anyone but the person is on the audit trail.
         */
        post: operations["ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who calls for a person
         * @description Calls from gates and seats of the caller's rooms, newest first; for those on duty. Live ones, or closed ones.
         */
        get: operations["calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/calls/{id}/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * I see to it
         * @description Once; a colleague who tries is told who has it.
         */
        post: operations["call-ack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/calls/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seen to
         * @description With how it ended.
         */
        post: operations["call-close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/cited-texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a cited text
         * @description Into the register of an authority; it holds for the banks of its subtree.
         */
        post: operations["bank-cited-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/cited-texts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a cited text
         * @description Names the number that was seen; another is refused. What stood there is on the audit trail.
         */
        post: operations["bank-cited-change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/closures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a closure back
         * @description People who were sent away stay so.
         */
        delete: operations["closure-remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who holds a role
         * @description Active accounts of the caller's organisations, by name; for those who fill rosters and assign tasks.
         */
        get: operations["colleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/detectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The register of detectors
         * @description With what was measured, what people found, and whether each may raise.
         */
        get: operations["detectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/detectors/mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a detector raise, or only log
         * @description By a named person of the authority; into RAISE only where its measured precision keeps its budget.
         */
        post: operations["detector-mode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/devices/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a terminal
         * @description Its token ends at once.
         */
        post: operations["device-revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May this slot be booked?
         * @description Every reason against it; none means that a hold may be tried.
         */
        post: operations["eligibility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/emergencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Emergencies that stand
         * @description Of the caller's rooms, each with its script and what was done of it.
         */
        get: operations["emergencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/employments/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an employment
         * @description Sets its last day.
         */
        post: operations["employment-end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an enrolment code
         * @description Typed at the terminal; works once, for 30 minutes.
         */
        post: operations["enrolment-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests for bundles in the own organisations
         * @description Newest first; live=true lists those that wait for a decision.
         */
        get: operations["evidence-exports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/exports/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or refuse a bundle
         * @description By another natural person than who asks. Approved, it may be fetched for seven days by the two.
         */
        post: operations["evidence-export-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch an approved bundle
         * @description Every time it is another copy, which names who fetched it. On the audit trail before the first byte.
         */
        get: operations["evidence-export-file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Holds of the own organisations
         * @description Newest first; live=true leaves out those that are ended.
         */
        get: operations["evidence-holds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/holds/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask that a hold be ended
         * @description The hold lasts until another natural person decides.
         */
        post: operations["evidence-hold-lift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/holds/{id}/lift/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a hold, or keep it
         * @description By another natural person than who asks.
         */
        post: operations["evidence-hold-lift-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long each class of data is kept
         * @description By the rules in force today where the caller works.
         */
        get: operations["evidence-retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/evidence/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What recordings take, and when the disk is full
         * @description Rates are measured over the last 30 days; the day when the volume is full follows from them, from the periods and from what is free.
         */
        get: operations["evidence-storage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exemptions of an authority, newest first
         * @description For its application reviewers, counter clerks, regulators and auditors.
         */
        get: operations["exemption-list"];
        put?: never;
        /**
         * Submit an exemption for a person
         * @description By a counter clerk of the authority or a training clerk below it.
         */
        post: operations["exemption-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/exemptions/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject an exemption
         * @description By an application reviewer who neither submitted it nor is the person; a rejection needs a reason.
         */
        post: operations["exemption-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/exemptions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back an approved exemption
         * @description When its evidence proves wrong, with a reason.
         */
        post: operations["exemption-revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/face/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counter towards the duty to file
         * @description Alert at four fifths of 100,000 persons.
         */
        get: operations["face-register"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/foreknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sittings whose recording is worth a look
         * @description Because much of the paper seems to have been known beforehand. No finding, and nothing follows from it; for those who review sittings, as far as they lie in their exam points. Kept on the audit trail.
         */
        get: operations["foreknowledge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/foreknowledge/{id}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that a recording was looked at
         * @description With what was seen. Whoever saw a breach reports it as an incident; this note is none.
         */
        post: operations["foreknowledge-look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/gates/{gate}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a gate live
         * @description While a person is called there or waits for an officer; for whoever may decide about them. The body is an SDP offer as for a seat. The gate's picture and voice are passed on and not recorded; every look is on the trail and the gate shows it.
         */
        post: operations["gate-watch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a role back
         * @description Counts from the next request on.
         */
        delete: operations["grant-revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hand-overs of the last week
         * @description Newest first.
         */
        get: operations["handovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/handovers/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a hand-over
         * @description What the officer before dealt with is now the caller's.
         */
        post: operations["handover-take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/help-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls for help under way
         * @description Of the rooms that the caller may act in, oldest first.
         */
        get: operations["help-calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entries of an organisation, newest first
         * @description For its training clerks and for regulators, archivists and auditors above it.
         */
        get: operations["hours-list"];
        put?: never;
        /**
         * Record class hours
         * @description By a training clerk of the centre; the same requestKey records once.
         */
        post: operations["hours-record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/hours/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct an entry
         * @description Adds an entry that replaces the named one, with a reason; classHours 0 withdraws it.
         */
        post: operations["hours-correct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/identity-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Seats that an officer is asked to look at
         * @description The longest wait first. The time of random checks is not to be seen before.
         */
        get: operations["identity-checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/identity-checks/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Is it the same person?
         * @description After looking at the seat. Another person is an incident; the paper goes on until somebody decides about it.
         */
        post: operations["identity-check-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incident-catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue of incidents
         * @description Every kind with class, severity, texts.
         */
        get: operations["incident-catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents of the caller's organisations
         * @description Newest first.
         */
        get: operations["incidents"];
        put?: never;
        /**
         * Enter what was seen
         * @description The caller deals with it. The same kind at the same sitting, still open by the same officer, is the same incident.
         */
        post: operations["incident-flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One incident with what was done about it
         * @description A refusal is on the audit trail.
         */
        get: operations["incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an incident with a finding
         * @description One that holds a result is closed by a remote invigilator. TO_REVIEW: two named people establish the facts, the result waits for them.
         */
        post: operations["incident-close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the answering of a sitting
         * @description The paper is handed in and scored; the result waits for the decision. By a remote invigilator.
         */
        post: operations["incident-end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was asked to come
         * @description The newest call of an incident: whom it reached, who acknowledged, who arrived. 404 while nobody was asked.
         */
        get: operations["incident-help-call"];
        put?: never;
        /**
         * Call the person on call
         * @description Answers with whom to telephone.
         */
        post: operations["incident-help"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/help/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody is coming
         * @description Entered by the officer who heard it, once.
         */
        post: operations["incident-help-ack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/help/arrival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody has arrived
         * @description Entered by the officer who sees or hears it, once.
         */
        post: operations["incident-help-arrive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write to the seat
         * @description The text stands at the seat for ten minutes.
         */
        post: operations["incident-message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add to an incident
         * @description What the officer saw or did.
         */
        post: operations["incident-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause the sitting of an incident
         * @description Answers are refused until it resumes.
         */
        post: operations["incident-pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume the sitting of an incident
         * @description The stopped time is given back.
         */
        post: operations["incident-resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The script of an emergency
         * @description Also of one that is over. 404 for an incident that is no emergency of a room.
         */
        get: operations["incident-script"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deal with an incident
         * @description over: also where another officer has it.
         */
        post: operations["incident-take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/{id}/talk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note a conversation with the seat
         * @description The line itself is opened by seat-watch.
         */
        post: operations["incident-talk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/incidents/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for the duty officer
         * @description Of all rooms that the caller is on duty for now, most urgent first, each with why it stands there. all: of every room the caller may see.
         */
        get: operations["incident-queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an item version
         * @description With its key and explanation; the audit trail keeps the read.
         */
        get: operations["bank-item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Remarks on an item version
         * @description Oldest first.
         */
        get: operations["bank-item-comments"];
        put?: never;
        /**
         * Remark on an item version
         * @description Changes no state.
         */
        post: operations["bank-item-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How an item stands
         * @description What answers say of one version, what releases froze of it, and its quarantines. What was chosen is there for those who may read keys; that they read it is kept on the audit trail.
         */
        get: operations["item-health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/{id}/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose a quarantine
         * @description The item stays in use until another person, who may review the bank, has decided.
         */
        post: operations["item-quarantine-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/{id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a new version of an item
         * @description As a draft; the version in the address must be the latest and is never edited.
         */
        post: operations["bank-item-revise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/{id}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An item in other languages
         * @description All translations of the item, newest first, with which hold for this version. Explanations are in it, so the read is on the audit trail.
         */
        get: operations["bank-item-variants"];
        put?: never;
        /**
         * Translate an item
         * @description A second translator confirms it. One waits for a text and language at a time.
         */
        post: operations["bank-item-variant-write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve items
         * @description By somebody who neither wrote nor submitted them; older approved versions are retired. All or none, of one bank.
         */
        post: operations["bank-items-approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop drafts
         * @description With a reason. All or none, of one bank.
         */
        post: operations["bank-items-discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/enemies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make items enemies
         * @description Of one group a paper holds at most one item. Each item gets a new version as a draft, all or none; items in use stay as they are until a second person approved it.
         */
        post: operations["bank-items-enemies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject items
         * @description With a reason. All or none, of one bank.
         */
        post: operations["bank-items-reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire items
         * @description Approved ones, with a reason; releases that hold them keep them. All or none, of one bank.
         */
        post: operations["bank-items-retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/item-versions/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand drafts to review
         * @description The submitter cannot approve them. All or none, of one bank.
         */
        post: operations["bank-items-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/live/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop looking
         * @description By the officer who looks. One that is over by now, and another's, is not found.
         */
        delete: operations["live-end"];
        options?: never;
        head?: never;
        /**
         * Offer anew on a live view
         * @description The body is a whole SDP offer with new ICE credentials.
         */
        patch: operations["live-renew"];
        trace?: never;
    };
    "/api/staff/live/{id}/talk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Speak to the seat
         * @description What the caller's microphone sends goes to the seat from now on, or no longer. On the trail; the seat shows that somebody speaks. One officer at a time speaks to a seat.
         */
        post: operations["live-talk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/live/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Relays for a live view
         * @description Give them to the connection as iceServers; empty where no relay is set up.
         */
        get: operations["live-servers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends this session.
         */
        post: operations["staff-logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out everywhere
         * @description Ends every session of the account on every device.
         */
        post: operations["staff-logout-everywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who waits at a gate
         * @description In the caller's organisations, the longest wait first.
         */
        get: operations["matches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/matches/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It is this person
         * @description Admits, gives a seat and opens the door; the admission keeps who confirmed.
         */
        post: operations["match-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/matches/{id}/mismatch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve a name or number that differs
         * @description With a reason. NAME_CHANGED and RARE_CHARACTER are for a name, NUMBER_RENEWED and WRONG_CARD for a number; OTHER_PERSON turns the person away.
         */
        post: operations["match-mismatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/matches/{id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The photo on file
         * @description While the person waits.
         */
        get: operations["match-photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/matches/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It is not this person
         * @description The gate shows the reason.
         */
        post: operations["match-refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My account
         * @description The acting staff member with roles.
         */
        get: operations["staff-me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/notice-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposed texts
         * @description Newest first, decided ones included; for rule editors, rule approvers and audit administrators of the root authority.
         */
        get: operations["notice-proposals"];
        put?: never;
        /**
         * Propose a text
         * @description The next version in both languages, by a rule editor of the root authority. The same words again, while they wait, are that proposal.
         */
        post: operations["notice-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/notice-proposals/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a proposed text into force
         * @description As the next version, by a rule approver of the root authority other than who proposed it; everybody confirms it from then on.
         */
        post: operations["notice-publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/notice-proposals/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a proposed text
         * @description With a reason; same caller as for publication.
         */
        post: operations["notice-reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/notice-proposals/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a proposed text
         * @description By who proposed it, while it waits.
         */
        post: operations["notice-take-back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All versions of the texts
         * @description Kind by kind, the newest version first; each kind's first is in force.
         */
        get: operations["notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organisations
         * @description Within the caller's organisations.
         */
        get: operations["orgs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An organisation
         * @description One within the caller's organisations.
         */
        get: operations["org"];
        /**
         * Change an organisation
         * @description All but its kind; a changed version is refused.
         */
        put: operations["org-update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter an organisation
         * @description Below the one in the address.
         */
        post: operations["org-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an organisation
         * @description Nothing new may be attached to it.
         */
        post: operations["org-close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/employees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter an employee
         * @description Found by document and name, or entered; a phone is taken for a new person only.
         */
        post: operations["employee-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move an organisation
         * @description With all below it, under another parent.
         */
        post: operations["org-move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/permits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Permits of an organisation's people
         * @description Everybody who works there today, with or without a permit, numbers masked. For its enterprise managers and for regulators above it.
         */
        get: operations["org-permits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import persons
         * @description An .xlsx or .csv: all rows or none; wrong cells come back by row and column.
         */
        post: operations["roster-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/orgs/{id}/roster/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview an import
         * @description What importing the same file would do now, row by row; nothing is kept. A file that cannot be read is refused as by the import.
         */
        post: operations["roster-preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/outpost-evidence/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about a kept journal
         * @description By a named person, once. It changes no sitting and no score.
         */
        post: operations["outpost-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/outposts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Room nodes
         * @description The live room nodes of all rooms one may see, silent ones first.
         */
        get: operations["outpost-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/outposts/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a room node
         * @description Nothing it says is taken any more; call back what it holds.
         */
        post: operations["outpost-revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's password
         * @description Ends all other sessions.
         */
        post: operations["staff-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/pauses/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a pause of a room or exam point
         * @description The sittings that it stopped go on, each with its stopped time given back. Who was paused alone stays paused.
         */
        post: operations["pause-resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Permit applications
         * @description Of the caller's organisations, oldest first, with the day by which the authority has to act.
         */
        get: operations["permit-applications"];
        put?: never;
        /**
         * Apply for a person at the counter
         * @description By a clerk of the authority; the trail keeps both names.
         */
        post: operations["permit-apply-for"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One permit application
         * @description With papers and where each condition was met.
         */
        get: operations["permit-application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-applications/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an application
         * @description Checks every condition again; another person issues.
         */
        post: operations["permit-application-approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-applications/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue the permit
         * @description By an issuer who has done no other step. Dates follow from the rules of today.
         */
        post: operations["permit-issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-applications/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject an application
         * @description With a reason.
         */
        post: operations["permit-application-reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-applications/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return an application for correction
         * @description 一次性告知: every defect in one list.
         */
        post: operations["permit-application-return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes that wait for a second person
         * @description Of the caller's organisations, oldest first.
         */
        get: operations["permit-changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-changes/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a proposed change
         * @description By another natural person than the proposer.
         */
        post: operations["permit-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Templates of certificates
         * @description Of the caller's authorities, newest first; the one built in is the last.
         */
        get: operations["permit-templates"];
        put?: never;
        /**
         * Propose a template
         * @description A JSON text, at most 256 KB. It is checked whole, and every specimen is drawn with it; what is wrong is answered with its place. A colleague decides.
         */
        post: operations["permit-template-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-templates/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or refuse a template
         * @description By another natural person than who proposed it.
         */
        post: operations["permit-template-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-templates/{id}/specimen.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A specimen
         * @description An invented permit, marked 样张 on every face.
         */
        get: operations["permit-template-specimen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permit-templates/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The text of a template
         * @description As it was proposed: to be changed and proposed anew.
         */
        get: operations["permit-template-text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One permit
         * @description With provenance, every status it ever had, and changes.
         */
        get: operations["permit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/{id}/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The certificate as PDF
         * @description By the template in force on the day of issue, with the clear number; the download stands on the audit trail. Refused while the permit is worth nothing, and where a character of it is in no font.
         */
        get: operations["permit-certificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose a change of status
         * @description Suspend, resume, revoke, withdraw, cancel, or confirm what the national register says; a second person decides.
         */
        post: operations["permit-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed code of a permit
         * @description For a QR that anybody checks without a network. Signed anew each time; on the audit trail.
         */
        get: operations["permit-code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/{id}/number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the clear number
         * @description The reason goes to the audit trail.
         */
        post: operations["permit-unmask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a permit was worth on a day
         * @description At the end of the day, from the history and the rules in force for it: for questions of regulators and courts.
         */
        get: operations["permit-on-day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/permits/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find permits
         * @description Of the caller's organisations, newest first, numbers masked. A POST, so that no number stands in an address.
         */
        post: operations["permits-search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a person
         * @description Kept by an organisation of the caller's.
         */
        post: operations["person-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person
         * @description Numbers are masked.
         */
        get: operations["person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a person's record
         * @description By a clerk or reviewer with a reason; a changed version is refused.
         */
        patch: operations["person-update"];
        trace?: never;
    };
    "/api/staff/persons/{id}/claim-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a claim code
         * @description Handed to the person after the document was seen; works once, for 24 hours.
         */
        post: operations["person-claim-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a confirmation at the counter
         * @description The person read or heard the text; the audit trail keeps both names. Confirming again changes nothing.
         */
        post: operations["person-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/employments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a person works
         * @description Oldest first.
         */
        get: operations["employments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/face": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is kept about a person's face
         * @description In rooms that the caller watches over as inspector, regulator or security administrator.
         */
        get: operations["person-face"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a person's phone at the counter
         * @description By the code sent to the new phone; the audit trail keeps both names.
         */
        put: operations["person-phone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's document photo
         * @description The current photo as JPEG.
         */
        get: operations["person-photo"];
        /**
         * Hand in a photo for a person
         * @description By a counter clerk; somebody else approves it.
         */
        put: operations["person-photo-put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/photo/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or refuse a photo
         * @description By a reviewer or clerk other than who handed it in; names the photo that was looked at.
         */
        post: operations["person-photo-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/{id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a whole number
         * @description For roles that need it, with a reason; the audit trail keeps both.
         */
        post: operations["person-unmask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/persons/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find persons
         * @description Within the caller's organisations; numbers travel in the body and must be whole.
         */
        post: operations["persons-search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exam points
         * @description Open ones; staff see all of their organisations.
         */
        get: operations["points"];
        put?: never;
        /**
         * Open an exam point
         * @description Under an authority or an exam body.
         */
        post: operations["point-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change an exam point
         * @description Its texts, or whether it offers anything.
         */
        put: operations["point-save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points/{id}/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closures of a point
         * @description That touch the days.
         */
        get: operations["closures"];
        put?: never;
        /**
         * Close a room or a point
         * @description Waiting bookings are marked to be rebooked and their people told.
         */
        post: operations["closure-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points/{id}/emergency-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Emergency numbers of an exam point
         * @description The usual ones until others are set.
         */
        get: operations["point-emergency-numbers"];
        /**
         * Set the emergency numbers of an exam point
         * @description By an exam manager. They stand in the scripts of its rooms from now on.
         */
        put: operations["point-emergency-numbers-set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a whole exam point
         * @description Like room-pause, for all its rooms.
         */
        post: operations["point-pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points/{id}/pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pause that stands over an exam point
         * @description As a whole; rooms paused alone are not in it.
         */
        get: operations["point-pauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/points/{id}/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rooms of a point
         * @description By code.
         */
        get: operations["rooms"];
        put?: never;
        /**
         * Add a room
         * @description Seats, authorization and roster follow before anything can be booked.
         */
        post: operations["room-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/practical": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Practical examinations of the own organisations
         * @description Newest first; mine=true lists those the caller assesses.
         */
        get: operations["practical-list"];
        put?: never;
        /**
         * Begin a practical examination
         * @description Draws the tasks and names the two assessors; refused before a valid theory pass.
         */
        post: operations["practical-begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/practical/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One practical examination
         * @description Until it is closed an assessor sees only the own sheet.
         */
        get: operations["practical-read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/practical/{id}/break-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Break off for a technical reason
         * @description Ends an unfinished examination; it does not count as an attempt.
         */
        post: operations["practical-break-off"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/practical/{id}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter one's own sheet
         * @description The acting assessor's marks; equal sheets of both assessors confirm the result.
         */
        post: operations["practical-enter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/recordings/{id}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Play a segment
         * @description Fragmented MP4 with VP8 and Opus; byte ranges work. For the remote invigilator and the inspector of the room, and for who decides a case that cites it. Looking is on the audit trail, once in ten minutes for the same person and segment; so are refusals.
         */
        get: operations["recording-video"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/release-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Results that wait for their release
         * @description Of the caller's organisations, nearest day of publication first; held ones with owner and reason.
         */
        get: operations["release-queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rescores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Re-scores
         * @description Released results that are scored again by corrected keys. Of the caller's organisations, newest first, at most 200.
         */
        get: operations["rescores"];
        put?: never;
        /**
         * Propose a re-score
         * @description All released results of a release, by its newest approved keys. The report is made in the background; another person decides.
         */
        post: operations["rescore-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rescores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One re-score
         * @description Its report: counts, and the results before and after, by result.
         */
        get: operations["rescore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rescores/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on a re-score
         * @description By another person than who proposed it. What is approved is applied in the background, also to results that are released later with the old keys.
         */
        post: operations["rescore-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/results/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One result
         * @description With deadline, holds, release and later versions.
         */
        get: operations["result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/results/{id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a hold
         * @description The result waits for its release again.
         */
        post: operations["result-clear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/results/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a result
         * @description Names the reason and who has to decide.
         */
        post: operations["result-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/results/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The transcript of a sitting
         * @description A JSON file that proves itself: journal, draw, points and decision, with the proof that the transparency log holds them. It carries no question and no key. Checked with suikao verify transcript.
         */
        get: operations["transcript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/review-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue of breaches
         * @description 违纪 is the lesser, 作弊 the grave degree.
         */
        get: operations["review-acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cases of the caller's exam points and authorities
         * @description Newest first.
         */
        get: operations["reviews"];
        put?: never;
        /**
         * Open a case
         * @description About referred incidents of one sitting that belong to no case.
         */
        post: operations["review-open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One case
         * @description While facts are being established nobody is handed another person's finding. A refusal is on the audit trail.
         */
        get: operations["review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write the decision
         * @description 决定书 with its legal basis, after the statement or its period. It works when it is served.
         */
        post: operations["review-decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a document
         * @description As it was written; to be printed.
         */
        get: operations["review-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do not pursue a case
         * @description By the issuing authority, before any notice; nothing keeps the result any more.
         */
        post: operations["review-drop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign what you establish
         * @description Two named people of the examining body sign without seeing each other's finding; where they differ a third does.
         */
        post: operations["review-sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write the notice
         * @description 告知书, by the issuing authority. The person is told that it waits.
         */
        post: operations["review-notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a document was served
         * @description 送达 in person, by post or in public; on the portal the person confirms receipt. Serving a decision carries it out.
         */
        post: operations["review-serve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/reviews/{id}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the rules allow in a case
         * @description By the rules in force on the day of the act; blanks are for the authority to set.
         */
        get: operations["review-terms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The roles
         * @description With names, places and incompatible pairs.
         */
        get: operations["roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/room-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Room records
         * @description Of the caller's organisations, newest slot first.
         */
        get: operations["room-records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/room-records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One room record
         * @description Counts, supervision, candidates with their results by reference, interruptions, notes, signature.
         */
        get: operations["room-record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/room-records/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a note
         * @description Remark, outage, incident or suspected breach; only before the signature.
         */
        post: operations["room-record-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/room-records/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release results
         * @description Of a signed room record, by somebody who did not run the room. Each result is scored again first and stands for itself; calling again changes nothing.
         */
        post: operations["results-release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/room-records/{id}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a room record
         * @description By a remote invigilator on the roster of the slot; final. Refused when the record is not the one that was read.
         */
        post: operations["room-record-sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a room
         * @description A new slot pattern replaces coming slots that nobody booked.
         */
        put: operations["room-save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who sits in a room
         * @description Live admissions.
         */
        get: operations["admissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Agents of a room's seats
         * @description A seat without one is left out: nothing below its browser is watched.
         */
        get: operations["room-agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Authorizations of a room
         * @description Newest first.
         */
        get: operations["authorizations"];
        put?: never;
        /**
         * Record an authorization
         * @description Without one in force a production room offers no formal slot.
         */
        post: operations["authorization-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cameras of a room
         * @description With what each sends now. For officers with a shift in the room now and inspectors; empty where the room has none.
         */
        get: operations["room-cameras"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/cameras/{no}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a room's camera live
         * @description Fragmented MP4 without an end, as the camera sends it: nothing is transcoded. Content-Type has the codecs. It is as old as the time between two key frames of the camera. For officers with a shift in the room now and inspectors. Looks are on the trail, once in ten minutes for the same person and camera. Ends by itself after ten minutes.
         */
        get: operations["room-camera-live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/cameras/{no}/still": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Newest picture of a room's camera
         * @description The newest key frame as a JPEG, for cameras whose codec the browser does not play. Last-Modified has its time. Rights and trail as for the live view.
         */
        get: operations["room-camera-still"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Terminals of a room
         * @description Newest first, revoked ones included.
         */
        get: operations["room-devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/door": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the door once
         * @description On an officer's word; with the admission whose passage it is, the entry and exit log has it.
         */
        post: operations["room-door-open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/emergency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare an emergency
         * @description The door opens and stays open, every sitting of the room stands still with its time given back.
         */
        post: operations["room-emergency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/emergency/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an emergency
         * @description The door locks again. Sittings stay paused until they are resumed. 409 while the alarm is on.
         */
        post: operations["room-emergency-end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/emergency/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a step of the script
         * @description Done, or not needed and why. Once; it stands on file with name and time.
         */
        post: operations["room-emergency-step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/evidence/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a bundle of what a room's own cameras recorded on a day
         * @description With the reason and, where there is one, the number of the letter. Another natural person decides.
         */
        post: operations["room-evidence-export-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/evidence/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep what a room's own cameras recorded on a day, whatever its period
         * @description Also of a day on which nobody sat there. For inspectors, exam managers, archivists and the regulator.
         */
        post: operations["room-evidence-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a room over
         * @description With its open incidents; the next officer confirms.
         */
        post: operations["handover-give"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Maintenance lock
         * @description Nobody is let in; people inside go on. Without a reason the lock is taken away.
         */
        post: operations["room-lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/outages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times in which a room had no power or network
         * @description Of the last day: by the loss of all its seats at once, or by an officer's statement.
         */
        get: operations["room-outages"];
        put?: never;
        /**
         * State that a room had no power or network
         * @description For a time that is over, within the last 24 hours. Every open sitting of the room gets back what no pause and no other credit covers.
         */
        post: operations["room-outage-state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/outposts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Room nodes of a room
         * @description Nodes, sittings handed over, and journals kept for a decision.
         */
        get: operations["outposts"];
        put?: never;
        /**
         * Make an enrolment code for a room node
         * @description Set at the node as room.enrol_code; works once, for 30 minutes.
         */
        post: operations["outpost-enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/passages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who came in and went out
         * @description Newest first.
         */
        get: operations["room-passages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a whole room
         * @description One act: every running sitting of the room stops, its page is told at once, and no paper starts there until the room goes on.
         */
        post: operations["room-pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pauses that stand over a room
         * @description Of the room and of its exam point.
         */
        get: operations["room-pauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is this room ready?
         * @description Every seat and the door with its last self-test, and where the room stands.
         */
        get: operations["room-readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a room's own cameras recorded
         * @description Pieces that touch a time of at most 24 hours; play one by recording-video. For the remote invigilator and the inspector of the room; refusals are on the audit trail.
         */
        get: operations["room-recording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/safety": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Limits of a room
         * @description By an exam manager.
         */
        put: operations["room-safety"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Seats of a room
         * @description By number.
         */
        get: operations["seats"];
        /**
         * Set the seats of a room
         * @description Replaces all; refused while the room holds people or bookings.
         */
        put: operations["seats-set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Duty roster of a room
         * @description Shifts that touch the days, by start.
         */
        get: operations["roster"];
        put?: never;
        /**
         * Put a shift on the roster
         * @description Slots can be booked only where the roster covers them.
         */
        post: operations["shift-add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/sittings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sittings of a room
         * @description Of the last 24 hours, newest first; with live only those that occupy a seat. Nothing outside the caller's organisations.
         */
        get: operations["room-sittings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/slot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The slot that runs in a room now
         * @description Counts and list, as of a slot.
         */
        get: operations["room-slot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rooms/{id}/supervision-gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Intervals without supervision of a room
         * @description That touch the hours from one time to another, by their beginning.
         */
        get: operations["supervision-gaps"];
        put?: never;
        /**
         * Enter that nobody watches a room
         * @description From now or since a time of the last 24 hours. No paper starts in the room while it lasts; it stands in the room record, and results with too much of it are held.
         */
        post: operations["supervision-lost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/roster-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Template of the roster
         * @description An .xlsx to fill in.
         */
        get: operations["roster-template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/basis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which date chooses the rule
         * @description One row per question with the reason, for an authority or nationally.
         */
        get: operations["rules-basis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Working-day calendar of a year
         * @description Holidays and make-up workdays; known is false where the year has not been imported.
         */
        get: operations["rules-calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The operation catalogue on a day
         * @description All rows in force on the day, with blanks where the authority must set hours.
         */
        get: operations["rules-catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/in-force": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rule in force and why
         * @description Every field with its source, and every rule set that was considered with the reason it applies or not.
         */
        get: operations["rules-in-force"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals, newest first
         * @description Those of the organisations the caller edits, approves or audits.
         */
        get: operations["rules-proposals"];
        put?: never;
        /**
         * Import a rule file
         * @description Reads the YAML, refuses it with lines where it is wrong, and stores it for a second person with the differences it would make.
         */
        post: operations["rules-propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A proposal with its differences
         * @description For a pending one the differences to the rules of this moment.
         */
        get: operations["rules-proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/proposals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a proposal into force
         * @description By an approver who is not the natural person that proposed it, for exactly the file with this digest.
         */
        post: operations["rules-approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/proposals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a proposal
         * @description By an approver who is not the natural person that proposed it, with a reason.
         */
        post: operations["rules-reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rules/proposals/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back one's own proposal
         * @description While it is pending.
         */
        post: operations["rules-withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Samples to judge
         * @description Incidents drawn for the blind audit that the caller did not deal with, oldest first.
         */
        get: operations["samples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/samples/{id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge a sample
         * @description Once, by somebody who did not deal with the incident.
         */
        post: operations["sample-judge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/score-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Score checks
         * @description Of the caller's organisations, nearest due day first.
         */
        get: operations["score-checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/score-checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One score check
         * @description With the finding, the draft of the reply and the result.
         */
        get: operations["score-check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/score-checks/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a score check to a person
         * @description Who neither released the result nor ran its room. The program scores the paper again and drafts the reply.
         */
        post: operations["score-check-assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/score-checks/{id}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign the reply
         * @description By the assignee. A changed score becomes a new version of the result beside the old one.
         */
        post: operations["score-check-sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sealed-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This installation's public keys for sealed releases
         * @description To be given to owners and receivers, who compare the fingerprints by another way.
         */
        get: operations["sealed-keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sealed-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a sealed release in
         * @description Wholly or not at all, and only the file that was previewed. It becomes a proposed release that another person puts in use.
         */
        post: operations["sealed-release-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sealed-releases/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what a sealed release is
         * @description The whole file is read, at most 2 GB, and everything is checked that the import checks; nothing is kept.
         */
        post: operations["sealed-release-preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/seats/{id}/agent/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what the seat reported last as usual
         * @description With a reason; on the audit trail.
         */
        post: operations["agent-accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/seats/{id}/agent/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the agent of a seat
         * @description So that another key may be enrolled.
         */
        post: operations["agent-revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/seats/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a seat out of service or back
         * @description Somebody who sits there stays until moved.
         */
        post: operations["seat-service"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/seats/{seat}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a seat live
         * @description The body is an SDP offer: one VP8 video line (a second one asks for the screen, where it is recorded), Opus lines to hear the seat and to speak to it. For officers with a shift in the room now and inspectors. Every look is on the trail; the seat shows that it is looked at. Ends by itself after ten minutes.
         */
        post: operations["live-watch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/shifts/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a shift off the roster
         * @description Bookings that are no longer covered are marked to be rebooked.
         */
        post: operations["shift-remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One sitting
         * @description State, clock and seat; no answers.
         */
        get: operations["sitting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a sitting up for technical reasons
         * @description For EQUIPMENT, NETWORK, POWER, MEDICAL, EMERGENCY or OTHER only. No attempt is counted; answers stay as evidence; the person is booked again first.
         */
        post: operations["sitting-abort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence of a sitting
         * @description Roots, supervision, period, holds. Refusals are on the audit trail of the organisation that owns it.
         */
        get: operations["sitting-evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/evidence/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a bundle of a sitting's evidence
         * @description With the reason and, where there is one, the number of the letter. Another natural person decides.
         */
        post: operations["evidence-export-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/evidence/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the recordings of a sitting whatever their period
         * @description For inspectors, exam managers, archivists and the regulator. A deletion that is under way goes first.
         */
        post: operations["evidence-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/hand-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a paper in for the person
         * @description Ends the answering and scores what is stored.
         */
        post: operations["sitting-hand-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents of a sitting
         * @description In the order in which they were raised.
         */
        get: operations["sitting-incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/input": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was watched of a sitting's inputs
         * @description Sums as stored; the last seconds of a sitting under way are not in them. For who may look at the sitting.
         */
        get: operations["sitting-input"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a person to another seat
         * @description The new seat goes on with all answers, marks and the time left; the old one is fenced.
         */
        post: operations["sitting-move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a sitting
         * @description Stops the clock; answers are refused until it resumes. The page is told at once.
         */
        post: operations["sitting-pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a sitting back from its room node
         * @description The node closes its journal and hands it back; the sitting goes on at the centre. With lost the centre does not wait: what the node still brings is kept for a decision and not applied, and its recordings are not waited for. Of a sitting that is back already, lost gives up the recordings that lie at the node; what comes all the same is kept.
         */
        post: operations["outpost-recall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is recorded of a sitting
         * @description Segments, times without a camera, coverage, and whether the chain of hashes holds. For the remote invigilator and the inspector of its room; who decides a case about the sitting is told of the pieces that the case cites.
         */
        get: operations["sitting-recording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a sitting
         * @description Starts the clock again and gives the stopped time back; not after a pause that the rules call too long.
         */
        post: operations["sitting-resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When nobody watched a sitting
         * @description Cause, from, to, and seconds in all.
         */
        get: operations["sitting-supervision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/technical-abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The register entry of a technical abort
         * @description 异常情况登记表: what happened, who decided, what is kept.
         */
        get: operations["sitting-technical-abort"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What time a sitting has
         * @description Base, extra (accommodation) and credited time apart; credited time by its reasons, as the journal has them.
         */
        get: operations["sitting-time"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sittings/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in a sitting, also while it runs
         * @description Entries of the journal, segments, times without camera or supervision, incidents. Of answers it has times and nothing else. For those who watch or answer for the room, and for who decides a case about the sitting.
         */
        get: operations["sitting-timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slots of a point on a day
         * @description That have not begun, with free places or the reason why one cannot be booked.
         */
        get: operations["slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/slots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in a slot
         * @description Counts and list of a slot, for the duty officer and the room record.
         */
        get: operations["slot-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/slots/{id}/close-admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let nobody new into a slot (停止入场)
         * @description By the duty officer once the slot has begun, so that its record can be signed early. Booked people keep their right until the late cut-off; it cannot be taken back.
         */
        post: operations["slot-close-admissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/supervision-gaps/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody watches again
         * @description Ends the interval now.
         */
        post: operations["supervision-regained"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/variants/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a translation
         * @description By another person than who wrote it. It replaces the one that was confirmed before for the same text; releases keep what they froze.
         */
        post: operations["bank-variant-confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/variants/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a translation back
         * @description With a reason; who wrote it may withdraw it so.
         */
        post: operations["bank-variant-refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/workload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Workload and reaction times of officers
         * @description The busiest first. Take a shift's times for the figures of a shift.
         */
        get: operations["workload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AbortNotice: {
            /** Format: date-time */
            at: string;
            /** @description as an attempt: never */
            counted: boolean;
            itemCode: string;
            /** @enum {string} */
            reason: "EQUIPMENT" | "NETWORK" | "POWER" | "MEDICAL" | "EMERGENCY" | "OTHER";
            sitting: string;
            text: string;
        };
        AbortRecord: {
            /** Format: date-time */
            at: string;
            /** @description as an attempt: never */
            counted: boolean;
            itemCode: string;
            officer: string;
            /** @enum {string} */
            reason: "EQUIPMENT" | "NETWORK" | "POWER" | "MEDICAL" | "EMERGENCY" | "OTHER";
            /**
             * Format: int64
             * @description journal entries kept as evidence
             */
            records: number;
            seat: string;
            sitting: string;
            /** Format: date-time */
            startedAt?: string;
            text: string;
            /** @description state before the abort */
            was: string;
            /** @description of the officer */
            words?: string;
        };
        About: {
            /** @description true where the data is made up; every page then shows a banner */
            demo: boolean;
            /** @description name of the installation, shown in page titles */
            name: string;
            /**
             * Format: date-time
             * @description server time
             */
            now: string;
            version: string;
        };
        AcceptInBody: {
            password: string;
            /** @description from the link, never in the address sent to the server */
            token: string;
        };
        "Account-addRequest": {
            home: string;
            login: string;
            person: string;
        };
        AccountResponse: {
            /** Format: date-time */
            createdAt: string;
            grants: components["schemas"]["GrantView"][];
            home: string;
            id: string;
            login: string;
            name: string;
            person: string;
            /** @enum {string} */
            state: "INVITED" | "ACTIVE" | "DISABLED";
        };
        AccountView: {
            /** Format: date-time */
            createdAt: string;
            home: string;
            id: string;
            login: string;
            name: string;
            person: string;
            /** @enum {string} */
            state: "INVITED" | "ACTIVE" | "DISABLED";
        };
        Ack: {
            /** Format: int64 */
            at: number;
            proof: string;
        };
        "Admission-moveRequest": {
            reason: string;
            seat: string;
        };
        AdmissionView: {
            /** Format: date-time */
            admittedAt: string;
            booking: string;
            /** Format: int64 */
            extraMinutes: number;
            id: string;
            itemCode: string;
            matchBy: string;
            /** @enum {string} */
            matchMethod: "CHIP_PIN" | "PIN_OFFICER" | "REMOTE_OFFICER" | "ONSITE_OFFICER" | "CHIP_FACE";
            person: string;
            personType: string;
            room: string;
            seat: string;
            seatId: string;
            slot: string;
            /** @description neighbour rule that could not be kept */
            softRule?: string;
            /** @enum {string} */
            state: "SEATED" | "STARTED" | "FINISHED" | "ABSENT" | "ABORTED";
        };
        "Agent-enrolRequest": {
            /** @description ed25519 public key */
            key: string;
            /** @description signature over the terminal's id */
            proof: string;
        };
        AgentFailure: {
            /** @description image, remote_access, usb, display, virtual_input, debug_port, network, clock, silent */
            check: string;
            what: string;
        };
        AgentFile: {
            path: string;
            /** @description hex; left out: missing */
            sha256?: string;
        };
        AgentTurn: {
            agent: string;
            challenge: string;
            /**
             * Format: int64
             * @description of the last report; the next one is higher
             */
            counter: number;
            /**
             * Format: int64
             * @description seconds between two reports
             */
            every: number;
        };
        AlikePair: {
            a: components["schemas"]["ItemView"];
            b: components["schemas"]["ItemView"];
            /** Format: int64 */
            percent: number;
        };
        AlikeView: {
            /** @description false: there are so many that the search was ended */
            complete: boolean;
            /**
             * Format: int64
             * @description of all
             */
            found: number;
            pairs: components["schemas"]["AlikePair"][];
        };
        "Appeal-decideRequest": {
            /** @enum {string} */
            outcome: "UPHELD" | "REVOKED";
            text: string;
        };
        "Application-helpRequest": {
            /** Format: int64 */
            extraMinutes: number;
            /**
             * @description in which the questions are shown too; where the ground is LANGUAGE
             * @enum {string}
             */
            language?: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            note: string;
        };
        "Application-rejectRequest": {
            reason: string;
        };
        "Application-returnRequest": {
            defects: components["schemas"]["DefectView"][];
        };
        ApplicationForm: {
            authority: string;
            /** @enum {string} */
            help?: "DISABILITY" | "PREGNANCY" | "AGE" | "DEAFNESS" | "LANGUAGE";
            helpWish?: string;
            itemCode: string;
            /** @enum {string} */
            kind: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT";
            /**
             * @description help LANGUAGE: in which the questions are to be shown too
             * @enum {string}
             */
            language?: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /** @description for staff; a candidate applies for themselves */
            person?: string;
            /** @enum {string} */
            personType: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
            /** @description centre or enterprise that applies for its people */
            sponsor?: string;
        };
        ApplicationView: {
            /** @description the applicant corrects by the end of this day */
            answerBy?: string;
            authority: string;
            /** @enum {string} */
            channel: "SELF" | "CENTRE" | "EMPLOYER" | "COUNTER";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt?: string;
            /** @description the one list of everything to correct */
            defects: components["schemas"]["DefectView"][];
            /** @description the authority answers by the end of this day */
            dueOn?: string;
            help?: components["schemas"]["HelpView"];
            id: string;
            itemCode: string;
            /** @enum {string} */
            kind: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT";
            materials: components["schemas"]["MaterialView"][];
            person: string;
            /** @enum {string} */
            personType: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
            reason?: string;
            /** @enum {string} */
            state: "DRAFT" | "SUBMITTED" | "TO_CORRECT" | "ACCEPTED" | "APPROVED" | "REJECTED" | "LAPSED" | "FULFILLED";
            /** Format: date-time */
            submittedAt?: string;
            validTo?: string;
        };
        ApplyIn: {
            /**
             * Format: date
             * @description DEFERRED: the last day by which the permit will be renewed
             */
            deferTo?: string;
            /**
             * @description why: of a replacement, a correction or a deferral
             * @enum {string}
             */
            ground?: "LOST" | "DAMAGED" | "STOLEN" | "NAME" | "DOCUMENT" | "ABROAD" | "DETAINED" | "MILITARY" | "ILLNESS" | "OTHER";
            /** @description where the rules ask for one */
            health?: components["schemas"]["HealthView"];
            item: string;
            /**
             * @description left out: FIRST_ISSUE
             * @enum {string}
             */
            kind?: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT" | "CORRECTION" | "DEFERRED";
            /**
             * Format: int64
             * @description of the 材料真实性承诺书 the applicant confirms
             */
            pledgeVersion: number;
            /** @description CORRECTION, DEFERRED: the paper that proves it, with its number */
            proof?: string;
            /** @description RENEWAL: 从业说明, where the rules ask for one */
            work?: string;
        };
        Area: {
            /** @description rect: left, top, right, bottom; circle: x, y, radius; poly: x, y of each corner */
            coords: number[];
            /** @enum {string} */
            shape: "rect" | "circle" | "poly";
        };
        AskIn: {
            /**
             * Format: date
             * @description DEFERRED: the last day by which the permit will be renewed
             */
            deferTo?: string;
            /**
             * @description why: of a replacement, a correction or a deferral
             * @enum {string}
             */
            ground?: "LOST" | "DAMAGED" | "STOLEN" | "NAME" | "DOCUMENT" | "ABROAD" | "DETAINED" | "MILITARY" | "ILLNESS" | "OTHER";
            /** @description CORRECTION, DEFERRED: the paper that proves it, with its number */
            proof?: string;
            /** @description RENEWAL: 从业说明, where the rules ask for one */
            work?: string;
        };
        AuditEntry: {
            actor: string;
            actorKind: string;
            /** Format: date-time */
            at: string;
            detail: {
                [key: string]: string;
            };
            id: string;
            name: string;
            object: string;
            /**
             * Format: int64
             * @description place in the chain; 0 within the first second
             */
            position: number;
            request: string;
            verb: string;
        };
        AuditSample: {
            /** Format: date-time */
            clipFrom: string;
            /** Format: date-time */
            clipTo: string;
            incident: string;
            kind: string;
            room: string;
            seat?: string;
            sitting?: string;
            /** @description what to look for */
            title: components["schemas"]["IncidentWords"];
        };
        AuthorityView: {
            id: string;
            name: string;
            region: string;
        };
        AuthorizationForm: {
            documentNo: string;
            from: string;
            issuer: string;
            /**
             * @description NONE_PILOT: nobody supervises, by a pilot rule; a second person has to confirm it
             * @enum {string}
             */
            mode: "REMOTE" | "ONSITE" | "NONE_PILOT";
            /** @description name and number of the pilot rule; needed for NONE_PILOT alone */
            pilotRule?: string;
            to: string;
        };
        AuthorizationView: {
            /** Format: date-time */
            confirmedAt?: string;
            confirmedBy?: string;
            documentNo: string;
            /** Format: date-time */
            fileAt?: string;
            /** @description SHA-256 of the scan */
            fileDigest?: string;
            /** @description of the scan; absent while none is on file */
            fileType?: string;
            from: string;
            id: string;
            issuer: string;
            /**
             * @description NONE_PILOT: nobody supervises, by a pilot rule; a second person has to confirm it
             * @enum {string}
             */
            mode: "REMOTE" | "ONSITE" | "NONE_PILOT";
            /** @description name and number of the pilot rule; needed for NONE_PILOT alone */
            pilotRule?: string;
            revoked: boolean;
            room: string;
            to: string;
            /** @description a second person has to confirm it before it is in force */
            waits?: boolean;
        };
        "Ban-enterRequest": {
            decision: string;
            /** Format: date */
            from: string;
            /** @enum {string} */
            kind: "EXAM" | "APPLICATION" | "POST";
            person: string;
            reason: string;
            /** Format: date */
            to: string;
        };
        "Ban-liftRequest": {
            reason: string;
        };
        "Bank-blueprint-publishRequest": {
            /** @description sum of the rehearsal */
            seen: string;
        };
        "Bank-cited-addRequest": {
            owner: string;
            text: components["schemas"]["CitedTextForm"];
        };
        "Bank-cited-changeRequest": {
            /** Format: int64 */
            no: number;
            text: components["schemas"]["CitedTextForm"];
        };
        "Bank-createRequest": {
            item_code: string;
            /** @enum {string} */
            level: "NATIONAL" | "PROVINCIAL" | "CENTRE";
            name: string;
            owner: string;
            /** @enum {string} */
            purpose: "CERTIFICATION" | "PRACTICE";
        };
        "Bank-export-askRequest": {
            /** @enum {string} */
            format: "xlsx" | "csv" | "csv-gb18030" | "xlsx-zip" | "csv-zip" | "moodle-xml" | "gift" | "aiken" | "qti-2.1" | "qti-2.2" | "qti-3.0";
            /** @description why it is needed, and who gets it */
            reason: string;
        };
        "Bank-import-approveRequest": {
            comment?: string;
        };
        "Bank-import-discardRequest": {
            comment?: string;
        };
        "Bank-import-rejectRequest": {
            comment?: string;
        };
        "Bank-import-submitRequest": {
            comment?: string;
        };
        "Bank-item-noteRequest": {
            comment: string;
        };
        "Bank-item-variant-writeRequest": {
            /** @enum {string} */
            language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            wording: components["schemas"]["WordingForm"];
        };
        "Bank-items-approveRequest": {
            comment?: string;
            ids: string[];
        };
        "Bank-items-discardRequest": {
            comment?: string;
            ids: string[];
        };
        "Bank-items-enemiesRequest": {
            group: string;
            ids: string[];
        };
        "Bank-items-enemiesResponse": {
            /** @description the new versions */
            made: string[];
        };
        "Bank-items-rejectRequest": {
            comment?: string;
            ids: string[];
        };
        "Bank-items-retireRequest": {
            comment?: string;
            ids: string[];
        };
        "Bank-items-submitRequest": {
            comment?: string;
            ids: string[];
        };
        "Bank-keys-decideRequest": {
            approve: boolean;
        };
        "Bank-keys-proposeRequest": {
            keys: components["schemas"]["Item"][];
            reason: string;
        };
        "Bank-quarantine-decideRequest": {
            /** @description false leaves the item in use */
            out: boolean;
            reason: string;
        };
        "Bank-quarantine-endRequest": {
            /** @description false retires the version */
            back: boolean;
            reason: string;
        };
        "Bank-release-exportRequest": {
            attempts: string[];
        };
        "Bank-release-proposeRequest": {
            name: string;
            /** @description sealed releases of higher banks, from release-offers */
            take?: string[];
        };
        "Bank-translations-importResponse": {
            /**
             * Format: int64
             * @description that are translated by the file
             */
            items: number;
        };
        "Bank-variants-confirmRequest": {
            ids: string[];
        };
        "Bank-variants-confirmResponse": {
            /** Format: int64 */
            confirmed: number;
        };
        BankComment: {
            /** @enum {string} */
            act: "SUBMIT" | "APPROVE" | "REJECT" | "RETIRE" | "DISCARD" | "NOTE";
            by: components["schemas"]["BankSignature"];
            text: string;
        };
        BankExportReport: {
            export: components["schemas"]["BankExportView"];
            /** @description at most 500 */
            losses: components["schemas"]["LossView"][];
            /**
             * Format: int64
             * @description of all
             */
            lost: number;
        };
        BankExportView: {
            bank: string;
            by: components["schemas"]["BankSignature"];
            /**
             * Format: date-time
             * @description until when the file can be fetched
             */
            ends?: string;
            /** @description who allowed it first, or refused it */
            first?: components["schemas"]["BankSignature"];
            format: string;
            id: string;
            /** Format: int64 */
            items: number;
            reason: string;
            refusal?: string;
            release: string;
            second?: components["schemas"]["BankSignature"];
            /** @enum {string} */
            state: "WAITING" | "HALF" | "ALLOWED" | "REFUSED";
        };
        BankHealthView: {
            bank: string;
            /**
             * Format: int64
             * @description ability at the pass mark, thousandths of a logit
             */
            cut: number;
            /**
             * Format: date-time
             * @description when it was set; left out while the labels set it
             */
            cut_at?: string;
            /**
             * Format: int64
             * @description papers drawn under release and blueprint in use
             */
            draws: number;
            /**
             * Format: int64
             * @description sittings that it rested on
             */
            fitted_from: number;
            /** @description day of the last nightly estimation */
            fitted_on?: string;
            /** @description items by flag, every flag, the gravest first */
            flags: components["schemas"]["HealthCount"][];
            items: components["schemas"]["HealthLine"][];
            /** @description proposals and items out, newest first */
            quarantines: components["schemas"]["QuarantineView"][];
            /** @description in use; left out where none is, and then there are no items */
            release?: string;
            /** Format: int64 */
            release_no?: number;
            /** @description items by stage 0 to 3 */
            stages: number[];
        };
        BankPictureView: {
            by: components["schemas"]["BankSignature"];
            /** Format: int64 */
            bytes: number;
            /** @description SHA-256 of what is kept, hex; items name it by this */
            digest: string;
            /** Format: int64 */
            height: number;
            /** @description of the file it came in; import files may name the picture by it */
            name: string;
            /** @enum {string} */
            type: "image/png" | "image/jpeg" | "image/svg+xml" | "video/webm" | "video/mp4";
            /** Format: int64 */
            width: number;
        };
        BankReason: {
            reason: string;
        };
        BankSignature: {
            /** Format: date-time */
            at: string;
            name: string;
        };
        BankSoundView: {
            /** Format: int64 */
            bytes: number;
            /** @description SHA-256 of what is kept, hex; items name it by this */
            digest: string;
            /**
             * Format: int64
             * @description how long it is
             */
            millis: number;
        };
        BankView: {
            id: string;
            /** @description code of the operation catalogue */
            item_code: string;
            /** @enum {string} */
            level: "NATIONAL" | "PROVINCIAL" | "CENTRE";
            name: string;
            /** @description organisation */
            owner: string;
            /** @enum {string} */
            purpose: "CERTIFICATION" | "PRACTICE";
        };
        BanView: {
            /** @description number of the decision document */
            decision: string;
            /** Format: date */
            from: string;
            id: string;
            /** @enum {string} */
            kind: "EXAM" | "APPLICATION" | "POST";
            liftText?: string;
            person: string;
            reason: string;
            /** @enum {string} */
            state: "PROPOSED" | "IN_FORCE" | "LIFTED";
            /**
             * Format: date
             * @description last day
             */
            to: string;
        };
        Basis: {
            before?: boolean;
            checkedOn: string;
            examApplication: string;
            practical?: components["schemas"]["PracticalBasis"];
            releasers: string[] | null;
            ruleSets: string[] | null;
            theory: components["schemas"]["TheoryBasis"];
            training: components["schemas"]["Training"];
        };
        BatchView: {
            bank: string;
            by: components["schemas"]["BankSignature"];
            file: string;
            id: string;
            /** Format: int64 */
            items: number;
            /** @description SHA-256 of the file */
            sum: string;
        };
        BlueprintView: {
            approver?: components["schemas"]["BankSignature"];
            bank: string;
            body: components["schemas"]["Body"];
            by: components["schemas"]["BankSignature"];
            hash: string;
            id: string;
            item_code: string;
            reason?: string;
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "REFUSED" | "REPLACED";
            /** Format: int64 */
            version: number;
        };
        Body: {
            /**
             * Format: int64
             * @description least per cent of questions (a case counts once) from banks of a higher level; 0: no rule
             */
            higher?: number;
            /**
             * Format: int64
             * @description time allowed
             */
            minutes: number;
            /**
             * Format: int64
             * @description points needed to pass
             */
            pass: number;
            sections: components["schemas"]["Section"][];
            tags?: components["schemas"]["TagMin"][];
            /**
             * Format: int64
             * @description difficulty: tenths of a point that somebody exactly at the pass mark is expected to get; 0: what the bank gives on average
             */
            target?: number;
            /**
             * Format: int64
             * @description points of the whole paper; must be the sum of the sections
             */
            total: number;
        };
        BookedLanguage: {
            /**
             * @description absent: in Chinese alone
             * @enum {string}
             */
            language?: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /**
             * Format: int64
             * @description questions of the bank in use
             */
            of: number;
            /**
             * Format: int64
             * @description questions of the bank in use that stand in it
             */
            told: number;
        };
        BookedPastDayView: {
            /** Format: date */
            day: string;
            /** Format: int64 */
            people: number;
            /** @description absent: rooms outside the caller's organisations, together */
            point?: string;
            point_name?: string;
            room?: string;
            room_name?: string;
        };
        BookedPastView: {
            /** @description by day and room */
            days: components["schemas"]["BookedPastDayView"][];
            item_code: string;
            /**
             * Format: int64
             * @description in all
             */
            people: number;
            /** @description last day on which papers may be drawn; absent where no owner sets one */
            to?: string;
        };
        "Booking-cancelRequest": {
            reason?: string;
        };
        BookingView: {
            application: string;
            /** Format: date-time */
            beginsAt: string;
            /** Format: int64 */
            extraMinutes: number;
            /**
             * Format: date-time
             * @description HELD: confirm before
             */
            holdUntil?: string;
            id: string;
            itemCode: string;
            kind: string;
            /**
             * @description granted, in which the questions are shown too
             * @enum {string}
             */
            language?: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /**
             * Format: int64
             * @description of the paper, without extra time
             */
            minutes: number;
            personType: string;
            priority: boolean;
            reason?: string;
            room: string;
            slot: string;
            /** @enum {string} */
            state: "HELD" | "CONFIRMED" | "ADMITTED" | "STARTED" | "FINISHED" | "EXPIRED" | "CANCELLED" | "ABSENT" | "TO_REBOOK";
            walkIn: boolean;
        };
        "Call-closeRequest": {
            note?: string;
            /** @enum {string} */
            outcome: "HELPED" | "SENT" | "MISTAKE" | "NOBODY";
        };
        CallView: {
            /** Format: date-time */
            ackedAt?: string;
            /** @description account */
            ackedBy?: string;
            ackedName?: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            closedAt?: string;
            closedName?: string;
            /**
             * Format: date-time
             * @description unanswered until then, it goes to the second on the roster
             */
            escalateAt: string;
            /** Format: date-time */
            escalatedAt?: string;
            /** @description name of the second; absent when nobody was on the roster */
            escalatedTo?: string;
            /** @description terminal of the gate, for gate-watch; absent at a seat and where a room's wires call */
            gate?: string;
            id: string;
            note?: string;
            /** @enum {string} */
            outcome?: "HELPED" | "SENT" | "MISTAKE" | "NOBODY";
            /**
             * Format: date-time
             * @description of the last press
             */
            pressedAt: string;
            /**
             * Format: int64
             * @description how often the button was pressed
             */
            presses: number;
            room: string;
            /** @description absent: at the gate */
            seat?: string;
            seatLabel?: string;
            /** @enum {string} */
            state: "OPEN" | "ACKED" | "CLOSED";
            /** @description code of what the machine could not do; absent: the button */
            trouble?: string;
        };
        CameraGap: {
            /**
             * @description what the seat says of it; empty: no picture came
             * @enum {string}
             */
            cause: "" | "REFUSED" | "ABSENT" | "BUSY" | "MUTED";
            /** Format: date-time */
            from: string;
            /**
             * Format: int64
             * @description of it, what the room node recorded while the centre did not see the seat
             */
            nodeSeconds?: number;
            /**
             * Format: date-time
             * @description left out while it lasts
             */
            to?: string;
        };
        "Candidate-phoneRequest": {
            newCode: string;
            oldCode: string;
            phone: string;
        };
        CandidateLoginInBody: {
            country?: string;
            /**
             * @description needed for passports and travel permits only
             * @enum {string}
             */
            kind?: "ID_CARD" | "TEMPORARY_ID" | "HOUSEHOLD_EXTRACT" | "ELECTRONIC_ID" | "HMT_RESIDENCE" | "FOREIGN_RESIDENCE" | "PASSPORT" | "MAINLAND_TRAVEL";
            /** @description mobile number or document number */
            number: string;
            password: string;
        };
        CardView: {
            category: string;
            /** @description 核验码, to read out */
            code: string;
            /** @enum {string} */
            colour: "GREEN" | "AMBER" | "RED";
            docMasked: string;
            /**
             * Format: date
             * @description last day of a deferral
             */
            extendedTo?: string;
            /** Format: date */
            firstIssuedOn: string;
            /** @description the permit that this one renews, replaces or corrects */
            follows?: string;
            history: components["schemas"]["PermitEventView"][];
            holder: string;
            id: string;
            issuer: string;
            item: string;
            itemName: string;
            /** @enum {string} */
            kind: "OPERATION_PERMIT" | "COMPETENCE_CERT" | "TRAINING_PROOF";
            /** @enum {string} */
            national: "PENDING" | "CONFIRMED";
            nationalNo?: string;
            /** @description the holder's own */
            number: string;
            numberMasked: string;
            /** @description the same as an SVG picture; labelled 核验码, the place of the national code stays free */
            qr: string;
            review: string;
            state: string;
            stateText: string;
            /** @description content of the QR; the code stands behind the # */
            url: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validTo: string;
        };
        CasePart: {
            /**
             * Format: int64
             * @description place in the case
             */
            part: number;
            /**
             * Format: int64
             * @description questions of the case; they follow each other on the sheet
             */
            parts: number;
            /** @description reads the stem of the case aloud */
            sound?: components["schemas"]["Sound"];
            /** @description what the parts of the case share */
            stem: string;
        };
        CatalogueItem: {
            category: components["schemas"]["RuleText"];
            code: string;
            group: string;
            industry: string;
            /**
             * Format: int64
             * @description class hours of 45 minutes
             */
            initialHours?: number;
            name: components["schemas"]["RuleText"];
            notes?: string;
            /** @enum {string} */
            personType: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
            /** @description keeps a place in the catalogue; nobody can apply */
            placeholder: boolean;
            /**
             * Format: int64
             * @description class hours a year
             */
            refresherHours?: number;
            since: string;
            source: string;
            status?: string;
            /** @enum {string} */
            track: "EMERGENCY" | "MINE_SAFETY" | "CONSTRUCTION" | "TRANSPORT";
            until?: string;
            /** Format: int64 */
            validityMonths?: number;
            /** @description label of the catalogue the row came with */
            version: string;
        };
        Cell: {
            /** Format: int64 */
            have: number;
            /**
             * Format: int64
             * @description papers that hold the least used item, per thousand
             */
            least: number;
            /** Format: int64 */
            most: number;
            /** Format: int64 */
            need: number;
            /**
             * Format: int64
             * @description attempt from which on this cell alone would let repeats in
             */
            repeat: number;
            section: string;
            /**
             * Format: int64
             * @description papers that would hold each item if all were used alike, per thousand
             */
            share: number;
            /** @description empty: the topics that no section of the type names */
            topic: string;
        };
        CellDepthView: {
            /**
             * Format: int64
             * @description without items in quarantine
             */
            have: number;
            /** Format: int64 */
            need: number;
            /**
             * Format: int64
             * @description attempt from which on this cell alone lets repeats in
             */
            repeat: number;
            section: string;
            /** @description empty: the topics that no section of the type names */
            topic: string;
        };
        CellView: {
            code: string;
            column: string;
            message: string;
        };
        CheckedPermit: {
            category: string;
            /** @enum {string} */
            colour: "GREEN" | "AMBER" | "RED";
            /** Format: date */
            firstIssuedOn: string;
            /** @description masked name */
            holder: string;
            issuer: string;
            item: string;
            itemName: string;
            /** @enum {string} */
            kind: "OPERATION_PERMIT" | "COMPETENCE_CERT" | "TRAINING_PROOF";
            /**
             * @description PENDING: 待全国平台确认，不作持证上岗依据
             * @enum {string}
             */
            national: "PENDING" | "CONFIRMED";
            review: string;
            state: string;
            /** @description in the language of Accept-Language */
            stateText: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validTo: string;
        };
        CheckView: {
            materials: components["schemas"]["MaterialReason"][];
            refusals: components["schemas"]["Reason"][];
        };
        ChosenView: {
            /** @description places from 0; empty: nothing chosen */
            options: number[];
            right: boolean;
            thirds: number[];
        };
        CitationsView: {
            /** @description item versions by state */
            counts: {
                [key: string]: number;
            };
            /** @description of the state asked for, at most 500, the oldest first */
            items: components["schemas"]["CitedItem"][];
            /** @description the register as it holds for the bank */
            texts: components["schemas"]["CitedTextView"][];
        };
        CitedItem: {
            from?: string;
            item: components["schemas"]["ItemView"];
            successor?: string;
            /** @description the cited text that decides */
            text?: string;
            to?: string;
        };
        CitedTextForm: {
            /** @description first day of the present wording */
            from?: string;
            /** @description as items cite it */
            name: string;
            note?: string;
            successor?: string;
            /** @description last day */
            to?: string;
        };
        CitedTextView: {
            by: components["schemas"]["BankSignature"];
            id: string;
            /**
             * Format: int64
             * @description item versions of the bank that cite it before other texts
             */
            items: number;
            /**
             * Format: int64
             * @description times it was written
             */
            no: number;
            /** @description authority that keeps it */
            owner: string;
            text: components["schemas"]["CitedTextForm"];
        };
        ClaimInBody: {
            /** @description six digits to the phone on file, or the counter's ten characters */
            code: string;
            document: components["schemas"]["IdentifierForm"];
            lang?: string;
            password: string;
            /** Format: int64 */
            privacyVersion: number;
        };
        ClosureForm: {
            /** Format: date-time */
            from: string;
            /** @enum {string} */
            kind: "HOLIDAY" | "SPECIAL_PERIOD" | "MAINTENANCE";
            /** @description what the people concerned are told */
            notice: string;
            /** @description empty = the whole point */
            room?: string;
            /** Format: date-time */
            to: string;
        };
        ClosureView: {
            /** Format: date-time */
            from: string;
            id: string;
            /** @enum {string} */
            kind: "HOLIDAY" | "SPECIAL_PERIOD" | "MAINTENANCE";
            /** @description what the people concerned are told */
            notice: string;
            /** @description empty = the whole point */
            room?: string;
            /** Format: date-time */
            to: string;
        };
        CodeLoginInBody: {
            code: string;
            phone: string;
        };
        ColleagueView: {
            account: string;
            name: string;
            /** @description where the role is held */
            orgName: string;
            role: string;
        };
        ConfirmedView: {
            /**
             * Format: date-time
             * @description when it was confirmed first; confirming again changes nothing
             */
            at: string;
            kind: string;
            /** Format: int64 */
            version: number;
        };
        ConfirmForm: {
            /** @description an application or session, for texts that are confirmed for one */
            about?: string;
            /** @enum {string} */
            kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            lang?: string;
            /** Format: int64 */
            version: number;
        };
        CorrectionView: {
            approver: string;
            by: string;
            /** @description number at its writers, else the item's id */
            item: string;
            /** Format: int64 */
            keyVersion: number;
            /**
             * Format: int64
             * @description question of a case, from 1; 0: not of a case
             */
            part: number;
            reason: string;
            topic: string;
        };
        CounterInBody: {
            /**
             * Format: date
             * @description DEFERRED: the last day by which the permit will be renewed
             */
            deferTo?: string;
            /**
             * @description why: of a replacement, a correction or a deferral
             * @enum {string}
             */
            ground?: "LOST" | "DAMAGED" | "STOLEN" | "NAME" | "DOCUMENT" | "ABROAD" | "DETAINED" | "MILITARY" | "ILLNESS" | "OTHER";
            /** @description where the rules ask for one */
            health?: components["schemas"]["HealthView"];
            item: string;
            /**
             * @description left out: FIRST_ISSUE
             * @enum {string}
             */
            kind?: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT" | "CORRECTION" | "DEFERRED";
            person: string;
            /**
             * Format: int64
             * @description of the 材料真实性承诺书 the applicant confirms
             */
            pledgeVersion: number;
            /** @description CORRECTION, DEFERRED: the paper that proves it, with its number */
            proof?: string;
            /** @description RENEWAL: 从业说明, where the rules ask for one */
            work?: string;
        };
        CoverageView: {
            /**
             * Format: int64
             * @description approved items with a confirmed variant of their text
             */
            confirmed: number;
            /** @enum {string} */
            language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /**
             * Format: int64
             * @description approved items
             */
            of: number;
            /**
             * Format: int64
             * @description approved items with one that waits for a second translator
             */
            waiting: number;
        };
        DecisionInBody: {
            approve: boolean;
            /** @description why not */
            note?: string;
        };
        DefectView: {
            material: string;
            /** @description what is wrong and what to do */
            what: string;
        };
        "Detector-modeRequest": {
            /** @enum {string} */
            mode: "RAISE" | "LOG";
            name: string;
            reason: string;
            version: string;
        };
        DetectorView: {
            /**
             * Format: double
             * @description the least precision with which it may raise
             */
            budget: number;
            /** @description left out: the program */
            by?: string;
            /** Format: int64 */
            clips: number;
            /**
             * Format: int64
             * @description blind judgements that count for the mode
             */
            judged: number;
            /** @enum {string} */
            mode: "RAISE" | "LOG";
            /** Format: date-time */
            modeAt: string;
            name: string;
            /**
             * Format: double
             * @description measured on labelled clips; 0: not measured
             */
            precision: number;
            /** @description of the mode */
            reason: string;
            /** Format: double */
            recall: number;
            /**
             * Format: int64
             * @description of them
             */
            right: number;
            /**
             * Format: int64
             * @description drawn in all
             */
            samples: number;
            /** Format: double */
            threshold: number;
            version: string;
        };
        "Device-call-stateResponse": {
            /**
             * @description absent when no call stands
             * @enum {string}
             */
            state?: "OPEN" | "ACKED";
        };
        "Device-camera-stateRequest": {
            /** @enum {string} */
            state: "OK" | "REFUSED" | "ABSENT" | "BUSY" | "MUTED" | "REPEATS";
        };
        "Device-meResponse": {
            id: string;
            name: string;
            room: string;
            seat?: string;
        };
        DeviceView: {
            /** Format: date-time */
            enrolledAt: string;
            id: string;
            /** @enum {string} */
            kind: "GATE" | "SEAT";
            name: string;
            /** Format: date-time */
            revokedAt?: string;
            room: string;
            seat?: string;
            /** Format: date-time */
            seenAt: string;
        };
        DocKindView: {
            /** @description who matches person and document at the door */
            decider: string;
            en: string;
            expires: boolean;
            kind: string;
            zh: string;
        };
        DocumentForm: {
            /** @description passports: ISO 3166-1 alpha-3 */
            country?: string;
            /** @description end date of the document, 2006-01-02 */
            expires?: string;
            /** @enum {string} */
            kind: "ID_CARD" | "TEMPORARY_ID" | "HOUSEHOLD_EXTRACT" | "ELECTRONIC_ID" | "HMT_RESIDENCE" | "FOREIGN_RESIDENCE" | "PASSPORT" | "MAINLAND_TRAVEL";
            number: string;
        };
        DocumentView: {
            country?: string;
            expires?: string;
            kind: string;
            /** @description 420***********123X */
            masked: string;
        };
        DrawView: {
            /** Format: date-time */
            at: string;
            /** @description sitting; give it to the export */
            attempt: string;
            item_code: string;
        };
        EligibilityResponse: {
            refusals: components["schemas"]["Reason"][];
        };
        EmergencyNotice: {
            /**
             * @description empty: none stands
             * @enum {string}
             */
            kind: "" | "FIRE" | "PANIC" | "MEDICAL";
            lines: components["schemas"]["IncidentWords"][];
            /** @description of the duty desk */
            phone: string;
        };
        EmergencyNumbers: {
            fire: string;
            /** @description head of the exam point, asked last when somebody has to come; left out: nobody */
            leadName?: string;
            leadPhone?: string;
            medical: string;
            police: string;
            /**
             * Format: int64
             * @description as read; 0: the usual numbers hold
             */
            version: number;
        };
        EmergencyScript: {
            /** Format: date-time */
            began: string;
            /** @description number to dial */
            fire: string;
            /** @enum {string} */
            kind: "FIRE" | "PANIC" | "MEDICAL";
            /** @description number to dial */
            medical: string;
            /** @description number to dial */
            police: string;
            room: string;
            steps: components["schemas"]["EmergencyStep"][];
        };
        EmergencyStep: {
            by?: string;
            /**
             * Format: date-time
             * @description left out: nobody has entered it
             */
            doneAt?: string;
            /** @description entered as done; false with doneAt: entered as not needed */
            needed?: boolean;
            note?: string;
            step: string;
            text: components["schemas"]["IncidentWords"];
        };
        "Employee-addRequest": {
            /** @description 2006-01-02; may be left out where the document carries it */
            birth?: string;
            document: components["schemas"]["DocumentForm"];
            /** @enum {string} */
            education?: "PRIMARY" | "JUNIOR" | "SENIOR" | "VOCATIONAL" | "COLLEGE" | "BACHELOR" | "GRADUATE";
            /** @enum {string} */
            employment: "REGULAR" | "DISPATCHED" | "INTERN";
            from: string;
            name: string;
            phone?: string;
            /** @enum {string} */
            sex?: "M" | "F";
            to?: string;
        };
        "Employee-addResponse": {
            employment: components["schemas"]["EmploymentView"];
            person: components["schemas"]["PersonView"];
        };
        EmployeePermits: {
            /** @description masked */
            document: string;
            name: string;
            /** @description newest first; none where the person holds none */
            permits: components["schemas"]["PermitWithDue"][];
            person: string;
        };
        "Employment-endRequest": {
            to: string;
        };
        EmploymentView: {
            from: string;
            id: string;
            /** @enum {string} */
            kind: "REGULAR" | "DISPATCHED" | "INTERN";
            org: string;
            to?: string;
        };
        EnrolledView: {
            device: components["schemas"]["DeviceView"];
            /** @description bearer token of this terminal */
            token: string;
        };
        "Enrolment-addRequest": {
            /** @enum {string} */
            kind: "GATE" | "SEAT";
            name: string;
            room: string;
            seat?: string;
        };
        "Enrolment-addResponse": {
            code: string;
            /** Format: date-time */
            expires: string;
        };
        EnrolRequest: {
            code: string;
        };
        EvidenceExport: {
            asked: components["schemas"]["EvidencePerson"];
            /** @description of the room's own cameras; in Beijing */
            day?: string;
            decided?: components["schemas"]["EvidencePerson"];
            document?: string;
            /** Format: int64 */
            downloads: number;
            id: string;
            /** @description hash of the newest copy that was given out whole */
            manifest?: string;
            /** @description why it was refused */
            note?: string;
            reason: string;
            room?: string;
            /** @description left out: of a room's own cameras */
            sitting?: string;
            /** @enum {string} */
            state: "ASKED" | "APPROVED" | "REFUSED";
            /**
             * Format: date-time
             * @description it may be fetched until
             */
            until?: string;
        };
        EvidenceHold: {
            /** @description who asks that it be ended */
            asked?: components["schemas"]["EvidencePerson"];
            /** @description of the room's own cameras; in Beijing */
            day?: string;
            document?: string;
            id: string;
            lifted?: components["schemas"]["EvidencePerson"];
            live: boolean;
            placed: components["schemas"]["EvidencePerson"];
            reason: string;
            room?: string;
            /** @description left out: of a room's own cameras */
            sitting?: string;
            /** @description the reason for ending it */
            why?: string;
        };
        EvidencePerson: {
            /** Format: date-time */
            at: string;
            name: string;
        };
        EvidenceReason: {
            /** @description number of the letter of a court or authority */
            document?: string;
            reason: string;
        };
        EvidenceRoot: {
            /** Format: date-time */
            at: string;
            /** @description hash of the root before */
            former?: string;
            hash: string;
            /** Format: int64 */
            no: number;
            /** @enum {string} */
            why: "CLOSED" | "FACTS" | "DELETED";
        };
        EvidenceStorage: {
            alarm: boolean;
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description of all rooms on the volume
             */
            dailyBytes: number;
            /**
             * Format: int64
             * @description until then
             */
            days: number;
            /** Format: int64 */
            freeBytes: number;
            /** @description left out: not before the period has passed, or not known */
            fullOn?: string;
            /** Format: int64 */
            keptBytes: number;
            /** @description the store tells its size */
            known: boolean;
            /** Format: int64 */
            neededBytes: number;
            /** @description of the own organisations */
            rooms: components["schemas"]["RoomStorage"][];
            /** Format: int64 */
            totalBytes: number;
        };
        EvidenceTrack: {
            /** Format: int64 */
            bytes: number;
            name: string;
            /** Format: int64 */
            segments: number;
        };
        "Exemption-decideRequest": {
            approve: boolean;
            reason?: string;
        };
        "Exemption-revokeRequest": {
            reason: string;
        };
        "Exemption-submitRequest": {
            attachment?: string;
            evidence: string;
            item: string;
            org: string;
            person: components["schemas"]["Trainee"];
            /** @enum {string} */
            reason: "SKILL_CERT" | "DEGREE";
        };
        FaceConsentView: {
            /** Format: date-time */
            at: string;
            /** @description PORTAL, GATE, COUNTER, SEAT */
            channel: string;
            /** Format: int64 */
            version: number;
        };
        FaceMatchView: {
            /** Format: date-time */
            at: string;
            device: string;
            live: boolean;
            /** @enum {string} */
            purpose: "EXAM_ENTRY" | "EXAM_SEAT" | "EXAM_RECHECK";
            room: string;
            same: boolean;
            /**
             * Format: int64
             * @description 0 to 1000
             */
            score: number;
        };
        FaceRecordView: {
            /** @description left out: none stands */
            consent?: components["schemas"]["FaceConsentView"];
            matches: components["schemas"]["FaceMatchView"][];
            /**
             * Format: int64
             * @description templates that a device may still have
             */
            stored: number;
            templates: components["schemas"]["FaceTemplateView"][];
        };
        FaceRegisterView: {
            alert: boolean;
            /** Format: int64 */
            alertAt: number;
            /**
             * Format: int64
             * @description that should be gone since more than ten minutes
             */
            overdue: number;
            /**
             * Format: int64
             * @description whose faces count as stored
             */
            persons: number;
            /**
             * Format: int64
             * @description on edge devices now
             */
            templates: number;
            /** Format: int64 */
            threshold: number;
        };
        FaceTemplateView: {
            /** @enum {string} */
            cause?: "SLOT_OVER" | "WITHDRAWN";
            channel: string;
            /** Format: date-time */
            consentAt: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            deleteAfter: string;
            /** Format: date-time */
            deletedAt?: string;
            id: string;
            /** @description what the device signed, lines of text */
            proof?: string;
            proofDevice?: string;
            room: string;
            /** @description Ed25519, base64 */
            signature?: string;
            /** @enum {string} */
            source: "CARD" | "ENROLMENT" | "TEMPLATE";
            /** @enum {string} */
            state: "LIVE" | "GOING" | "DELETED";
            /**
             * Format: int64
             * @description of the notice that was agreed to
             */
            version: number;
            /** Format: date-time */
            withdrawnAt?: string;
        };
        Finding: {
            /** Format: int64 */
            again: number;
            chain: string;
            /** Format: int64 */
            currentKey: number;
            intact: boolean;
            /** Format: int64 */
            keyVersion: number;
            nowPassed: boolean;
            passed: boolean;
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            withCurrent: number;
        };
        FitnessView: {
            /** @enum {string} */
            fitness: "READY" | "FAILED" | "UNTESTED" | "OUT" | "NOT_NEEDED";
            label?: string;
            parts: components["schemas"]["TestPartView"][];
            passed: boolean;
            /** @description left out for the door */
            seat?: string;
            /** @enum {string} */
            state?: "IN_SERVICE" | "SPARE" | "OUT";
            /** Format: date-time */
            testedAt?: string;
            /** @description why it left the inventory */
            why?: string;
        };
        "Foreknowledge-lookRequest": {
            note: string;
        };
        ForeknowledgeView: {
            by?: components["schemas"]["BankSignature"];
            /**
             * Format: int64
             * @description thousandths of a log likelihood ratio; of 5,000 simulated honest people one reached 5300
             */
            index: number;
            note?: string;
            sat_on: string;
            /**
             * Format: int64
             * @description of the paper that fits best, thousandths
             */
            share: number;
            sitting: string;
            /** @enum {string} */
            state: "OPEN" | "LOOKED";
        };
        FrozenView: {
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description chance of a right answer at the cut, hundred-thousandths
             */
            at_cut?: number;
            /**
             * Format: int64
             * @description information at the cut, hundred-thousandths
             */
            info?: number;
            name: string;
            /** Format: int64 */
            no: number;
            release: string;
            /** Format: int64 */
            responses: number;
            /**
             * Format: int64
             * @description 0: papers go by the writer's label
             */
            stage: number;
        };
        GapInBody: {
            /** @enum {string} */
            cause: "OFFICER_AWAY" | "UPLINK_LOST" | "CAMERA_LOST" | "POWER" | "OTHER";
            /**
             * Format: date-time
             * @description left out: now
             */
            from?: string;
            /** @description needed for OTHER */
            note?: string;
            /** @description left out: the whole room */
            sitting?: string;
            /**
             * Format: date-time
             * @description left out: it lasts still
             */
            to?: string;
        };
        "Gate-face-consentRequest": {
            /** @enum {string} */
            lang: "zh-CN" | "en";
            /** Format: int64 */
            version: number;
            visit: string;
        };
        "Gate-lotRequest": {
            /** @description 16 random bytes */
            nonce: string;
            visit: string;
        };
        "Gate-pinRequest": {
            pin: string;
            visit: string;
        };
        "Gate-screenRequest": {
            /** @description the person says that telephone and bags are put away */
            declared?: boolean;
            visit: string;
        };
        "Gate-takeRequest": {
            application: string;
            visit: string;
        };
        GateReader: {
            card: boolean;
            /** @description code before the room's scanner, as scanned */
            scan?: string;
        };
        GateView: {
            /** @description staff was called */
            callPerson: boolean;
            cardMatched: boolean;
            /** @description the room has a detector: nobody is admitted before gate-screen says DETECTOR */
            detector?: boolean;
            /** @enum {string} */
            door?: "PENDING" | "OPENED" | "NO_ANSWER";
            /** Format: date-time */
            expiresAt?: string;
            /** @description the gate's camera may compare, too; the person chooses */
            face: boolean;
            /** @description the person's separate consent stands */
            faceAgreed: boolean;
            itemCode?: string;
            /**
             * Format: int64
             * @description number of this person's locker
             */
            locker?: number;
            /** @description it sprang open for who leaves */
            lockerOpen?: boolean;
            /** @description the room has lockers: gate-screen gives one */
            lockers?: boolean;
            /** @description masked */
            name?: string;
            /** @description walk-in: take one */
            offers: components["schemas"]["OfferView"][];
            /**
             * Format: int64
             * @description tries left; 0 = ask for no PIN
             */
            pinLeft: number;
            /** @enum {string} */
            screened?: "DETECTOR" | "DECLARED" | "OFFICER";
            seat?: string;
            /**
             * Format: int64
             * @description spoken and shown once admitted
             */
            seatNo?: number;
            /** Format: date-time */
            startsAt?: string;
            /**
             * @description PASSED: signed out, or back to the seat
             * @enum {string}
             */
            state: "OPEN" | "WAITING" | "ADMITTED" | "PASSED" | "REFUSED" | "EXPIRED";
            supervision?: string;
            trouble?: components["schemas"]["Reason"];
            /** @description goes with every further step */
            visit?: string;
            walkIn: boolean;
            /**
             * @description absent: comes for the first time
             * @enum {string}
             */
            way?: "LEAVE" | "RETURN";
        };
        "Grant-addRequest": {
            org: string;
            role: string;
        };
        GrantView: {
            /** Format: date-time */
            grantedAt: string;
            id: string;
            org: string;
            orgName: string;
            orgPath: string;
            role: string;
        };
        "Handover-giveRequest": {
            text: string;
            /** @description account of the next officer */
            to: string;
        };
        HandoverView: {
            /**
             * Format: date-time
             * @description left out: not confirmed
             */
            ackAt?: string;
            /** Format: date-time */
            at: string;
            /** @description name */
            from: string;
            id: string;
            /** @description that were open */
            incidents: string[];
            /** @description the caller has to confirm it */
            mine: boolean;
            room: string;
            text: string;
            /** @description name */
            to: string;
        };
        HealthCount: {
            /** Format: int64 */
            items: number;
            key: string;
        };
        HealthLine: {
            /**
             * Format: int64
             * @description corrected point-biserial in thousandths, as of the last night
             */
            biserial: number;
            /**
             * Format: int64
             * @description thousandths of a logit
             */
            difficulty: number;
            /**
             * Format: int64
             * @description papers under release and blueprint in use that took it
             */
            drawn: number;
            /**
             * Format: int64
             * @description standard error of the difficulty, thousandths of a logit
             */
            error: number;
            /**
             * Format: int64
             * @description share of papers that would take it if all items of its cell were taken alike, in hundred-thousandths; 0: no paper takes it
             */
            fair: number;
            flags: ("WEAK" | "REVERSED" | "EASY" | "HARD" | "DISTRACTOR" | "MISFIT" | "SLOW")[];
            item: string;
            /**
             * Format: int64
             * @description the writer's level of difficulty
             */
            label: number;
            /** @enum {string} */
            quarantine?: "PROPOSED" | "OUT" | "RETIRED";
            /**
             * Format: int64
             * @description answers of first attempts
             */
            responses: number;
            /**
             * Format: int64
             * @description right answers in thousandths; 0 where nobody answered
             */
            share: number;
            /**
             * Format: int64
             * @description thousandths; 1000 where it is not estimated
             */
            slope: number;
            /**
             * Format: int64
             * @description where the estimate comes from: 0 the label, 1 the share of right answers, 2 every sitting, 3 every night
             */
            stage: number;
            topic: string;
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
            version: string;
        };
        HealthView: {
            fit: boolean;
            institution: string;
            /** Format: date */
            on: string;
        };
        "Help-link-arriveRequest": {
            /** @description what stands behind the # of the link */
            token: string;
        };
        "Help-link-comeRequest": {
            /** @description what stands behind the # of the link */
            token: string;
        };
        "Help-linkRequest": {
            /** @description what stands behind the # of the link */
            token: string;
        };
        HelpAsking: {
            /**
             * Format: date-time
             * @description this person said that they come
             */
            ackedAt?: string;
            /** @description who comes first */
            ackedWho?: string;
            address?: string;
            /**
             * Format: date-time
             * @description this person said that they are there
             */
            arrivedAt?: string;
            /** @description who is there first */
            arrivedWho?: string;
            /** Format: date-time */
            askedAt: string;
            /** @description number to dial */
            fire: string;
            /** @description number to dial */
            medical: string;
            /**
             * Format: int64
             * @description to the door, by the roster
             */
            minutes?: number;
            /** @description who was asked */
            name: string;
            /** @description of the duty desk */
            phone: string;
            place: string;
            /** @description number to dial */
            police: string;
            room: string;
            /**
             * @description of the whole call
             * @enum {string}
             */
            state: "OPEN" | "ACKED" | "ARRIVED" | "ENDED";
            title: components["schemas"]["IncidentWords"];
            /**
             * Format: date-time
             * @description the link holds
             */
            until: string;
        };
        HelpCall: {
            /** Format: date-time */
            ackedAt?: string;
            /** @description officer who heard it; left out: they said so themselves */
            ackedBy?: string;
            /** @description who is coming */
            ackedWho?: string;
            /** Format: date-time */
            arrivedAt?: string;
            arrivedBy?: string;
            arrivedWho?: string;
            /** Format: date-time */
            askedAt: string;
            askedBy: string;
            /**
             * Format: date-time
             * @description then the next are asked, unless somebody acknowledges: others, and after them the head of the exam point
             */
            escalateAt: string;
            /**
             * Format: date-time
             * @description others were asked, too
             */
            escalatedAt?: string;
            /** @description emergency number */
            fire: string;
            id: string;
            incident: string;
            /**
             * Format: date-time
             * @description the head of the exam point was asked, too; nobody in persons is LEAD: none is named, telephone
             */
            leadAt?: string;
            /** @description emergency number */
            medical: string;
            /** @description none: the roster names nobody; telephone */
            persons: components["schemas"]["HelpPerson"][];
            /** @description of the exam point */
            phone: string;
            /** @description emergency number */
            police: string;
            room: string;
            /**
             * Format: int64
             * @description texts that the gateway took
             */
            sent: number;
            /** @enum {string} */
            state: "OPEN" | "ACKED" | "ARRIVED" | "ENDED";
            /** @description of the incident */
            title: components["schemas"]["IncidentWords"];
        };
        HelpPerson: {
            /**
             * Format: date-time
             * @description said themselves, by the link in the text, that they come
             */
            ackedAt?: string;
            /**
             * Format: date-time
             * @description and that they stand at the door
             */
            arrivedAt?: string;
            /**
             * Format: int64
             * @description to the door
             */
            minutes?: number;
            name: string;
            /** @description for officers of the room */
            phone?: string;
            /**
             * @description on call for the room, for another room of the exam point, the second officer, or the head of the exam point
             * @enum {string}
             */
            role: "ON_CALL" | "NEIGHBOUR" | "SECOND" | "LEAD";
            /** Format: date-time */
            sentAt?: string;
            /**
             * @description of the text
             * @enum {string}
             */
            state: "WAITING" | "SENT" | "NO_PHONE" | "FAILED";
        };
        HelpView: {
            decided: boolean;
            /** Format: int64 */
            extraMinutes: number;
            /** @enum {string} */
            kind: "DISABILITY" | "PREGNANCY" | "AGE" | "DEAFNESS" | "LANGUAGE";
            /**
             * @description asked for; once decided, granted
             * @enum {string}
             */
            language?: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            note?: string;
            wish: string;
        };
        HoldForm: {
            application: string;
            slot: string;
        };
        HoldView: {
            /** Format: date-time */
            clearedAt?: string;
            clearedBy?: string;
            clearText?: string;
            /** @enum {string} */
            code: "SCORERS_DISAGREE" | "NO_MATCH" | "BREACH" | "UNSUPERVISED" | "UNRECORDED" | "UNDECIDED" | "INCIDENT" | "OTHER";
            /** @description name of who has to decide; empty while nobody is named */
            owner: string;
            /** Format: date-time */
            placedAt: string;
            text: string;
        };
        "Hours-correctRequest": {
            attachment?: string;
            /** Format: int64 */
            classHours: number;
            evidence: string;
            /** Format: date */
            from: string;
            reason: string;
            /** Format: date */
            to: string;
        };
        "Hours-recordRequest": {
            attachment?: string;
            class: string;
            /**
             * Format: int64
             * @description of 45 minutes
             */
            classHours: number;
            evidence: string;
            /** Format: date */
            from: string;
            item: string;
            /** @enum {string} */
            kind: "INITIAL" | "REFRESHER";
            /** @enum {string} */
            mode: "CLASSROOM" | "ONLINE" | "WORKSHOP";
            org: string;
            person: components["schemas"]["Trainee"];
            requestKey?: string;
            /** Format: date */
            to: string;
        };
        HoursEntry: {
            /** Format: date-time */
            at: string;
            /** @description name of the clerk */
            by: string;
            class: string;
            /**
             * Format: int64
             * @description of 45 minutes; 0 = withdrawn by a correction
             */
            classHours: number;
            correctedBy?: string;
            corrects?: string;
            counts: boolean;
            /** @description on the last day */
            employerName?: string;
            /** @enum {string} */
            employment?: "REGULAR" | "DISPATCHED" | "INTERN";
            evidence: string;
            from: string;
            id: string;
            item: string;
            /** @enum {string} */
            kind: "INITIAL" | "REFRESHER";
            /** @enum {string} */
            mode: "CLASSROOM" | "ONLINE" | "WORKSHOP";
            /** @description of the person, in lists for staff */
            name?: string;
            org: string;
            orgName: string;
            person: string;
            reason?: string;
            to: string;
        };
        IceServer: {
            credential: string;
            urls: string[];
            username: string;
        };
        IdentifierForm: {
            country?: string;
            /**
             * @description needed for passports and travel permits only
             * @enum {string}
             */
            kind?: "ID_CARD" | "TEMPORARY_ID" | "HOUSEHOLD_EXTRACT" | "ELECTRONIC_ID" | "HMT_RESIDENCE" | "FOREIGN_RESIDENCE" | "PASSPORT" | "MAINLAND_TRAVEL";
            /** @description mobile number or document number */
            number: string;
        };
        "Identity-check-decideRequest": {
            /** @description needed when it is not the same person */
            reason?: string;
            same: boolean;
        };
        IdentityCheck: {
            admission: string;
            /** Format: date-time */
            askedAt?: string;
            /** @description officer; left out: the edge device */
            by?: string;
            /** Format: date-time */
            decidedAt?: string;
            id: string;
            /** @enum {string} */
            kind: "SEAT" | "RANDOM";
            note?: string;
            room: string;
            seat: string;
            seatLabel: string;
            /** @enum {string} */
            state: "WAITING" | "ASKED" | "PASSED" | "FAILED" | "MISSED" | "GONE";
            /**
             * Format: int64
             * @description comparisons that did not find the same living person; 0: the way without a face
             */
            tries: number;
            /**
             * Format: date-time
             * @description an officer looks until here
             */
            until?: string;
        };
        ImportJobView: {
            /** @description of DONE */
            batch?: string;
            by: components["schemas"]["BankSignature"];
            /** @description of FAILED */
            code?: string;
            file: string;
            id: string;
            /**
             * Format: date-time
             * @description last news
             */
            last: string;
            /**
             * Format: int64
             * @description of the file, once it was read
             */
            rows: number;
            /**
             * @description PREVIEWING and COMPARING: a preview; BROKEN: the server stopped; no row was taken
             * @enum {string}
             */
            step: "PREVIEWING" | "COMPARING" | "READING" | "SAVING" | "DONE" | "FAILED" | "BROKEN";
            /** @description of FAILED */
            why?: string;
        };
        "Incident-closeRequest": {
            /** @enum {string} */
            finding: "FALSE_ALARM" | "TECHNICAL_CAUSE" | "HANDLED" | "TO_REVIEW";
            text: string;
        };
        "Incident-help-ackRequest": {
            who: string;
        };
        "Incident-help-arriveRequest": {
            who: string;
        };
        "Incident-takeRequest": {
            over?: boolean;
            text?: string;
        };
        IncidentActView: {
            /** Format: date-time */
            at: string;
            /** @description name; left out: the program */
            by?: string;
            /** @enum {string} */
            deed: "FLAG" | "TAKE" | "NOTE" | "MESSAGE" | "TALK" | "PAUSE" | "RESUME" | "HELP" | "END" | "CLOSE" | "REFER" | "HAND_OVER" | "SETTLE";
            id: string;
            text?: string;
            /**
             * @description as LTI Proctoring Services call it
             * @enum {string}
             */
            verb: "FLAG" | "PAUSE" | "RESUME" | "TERMINATE" | "UPDATE";
        };
        IncidentDetail: {
            acts: components["schemas"]["IncidentActView"][];
            incident: components["schemas"]["IncidentView"];
            /** @description whom to ring while a room can be reached by telephone alone */
            onCall?: components["schemas"]["IncidentOnCall"];
            /**
             * Format: int64
             * @description other incidents of its sitting
             */
            others: number;
        };
        IncidentFlagInBody: {
            /**
             * Format: date-time
             * @description where to look in the recording; left out: 15 s around now
             */
            from?: string;
            /** @description of the catalogue */
            kind: string;
            room: string;
            seat?: string;
            sitting?: string;
            text: string;
            /** Format: date-time */
            to?: string;
        };
        IncidentHelp: {
            incident: components["schemas"]["IncidentView"];
            onCall: components["schemas"]["IncidentOnCall"];
        };
        IncidentKind: {
            /**
             * @description 疑似违纪 is said of CANDIDATE alone
             * @enum {string}
             */
            class: "ENVIRONMENT" | "CANDIDATE" | "STAFF" | "TECHNICAL" | "OTHER";
            /** @description what the duty officer does now */
            do: components["schemas"]["IncidentWords"];
            /** @description the result is not released before a named person has decided */
            holds: boolean;
            /** @description area.what happened */
            kind: string;
            /** @enum {string} */
            severity: "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
            title: components["schemas"]["IncidentWords"];
        };
        IncidentLine: {
            incident: components["schemas"]["IncidentView"];
            /**
             * Format: int64
             * @description only for the order
             */
            score: number;
            /** @description why it stands where it stands */
            why: components["schemas"]["IncidentWords"][];
        };
        IncidentOnCall: {
            /** Format: int64 */
            minutes: number;
            name: string;
            phone: string;
        };
        IncidentQueue: {
            /** @description more waits than is shown */
            full: boolean;
            lines: components["schemas"]["IncidentLine"][];
            /** @description that the officer is on duty for */
            rooms: string[];
        };
        IncidentTextBody: {
            /** @description what and why; stands on file */
            text: string;
        };
        IncidentView: {
            /**
             * Format: date-time
             * @description when it began
             */
            at: string;
            /** @enum {string} */
            class: "ENVIRONMENT" | "CANDIDATE" | "STAFF" | "TECHNICAL" | "OTHER";
            /**
             * Format: date-time
             * @description where to look in the recording
             */
            clipFrom: string;
            /** Format: date-time */
            clipTo: string;
            closedBy?: string;
            /**
             * Format: int64
             * @description signals merged into it
             */
            count: number;
            do: components["schemas"]["IncidentWords"];
            /** Format: date-time */
            endedAt?: string;
            facts: {
                [key: string]: string;
            };
            /** @enum {string} */
            finding?: "" | "FALSE_ALARM" | "TECHNICAL_CAUSE" | "HANDLED" | "TO_REVIEW";
            holds: boolean;
            id: string;
            kind: string;
            /** Format: date-time */
            lastAt: string;
            /** @description the caller deals with it */
            mine: boolean;
            /** Format: date-time */
            raisedAt: string;
            /** @description the case that it belongs to */
            review?: string;
            room: string;
            /**
             * Format: double
             * @description of a detector; proves nothing
             */
            score?: number;
            seat?: string;
            /** @enum {string} */
            severity: "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
            sitting?: string;
            /** @description detector; left out: the program or a person */
            source?: string;
            /** @enum {string} */
            state: "OPEN" | "TAKEN" | "CLOSED" | "REFERRED" | "SETTLED";
            /** Format: date-time */
            takenAt?: string;
            /** @description name of who deals with it */
            taker?: string;
            title: components["schemas"]["IncidentWords"];
            /**
             * Format: date-time
             * @description left out: it lasts, or is a point in time
             */
            until?: string;
            version?: string;
            where: components["schemas"]["IncidentWhere"];
            /** @description with which it was closed */
            words?: string;
        };
        IncidentWhere: {
            /** @description masked name of who sits the paper */
            person?: string;
            /** @description name of the exam point */
            point?: string;
            /** @description name of the room */
            room?: string;
            /** @description label; left out: the whole room */
            seat?: string;
        };
        IncidentWords: {
            en: string;
            zh: string;
        };
        Input: {
            /** Format: int64 */
            a?: number;
            /** Format: int64 */
            b?: number;
            /** Format: int64 */
            dk?: number;
            /** Format: int64 */
            dt?: number;
            /** Format: int64 */
            f: number;
            /** Format: int64 */
            h?: number;
            /** Format: int64 */
            j?: number;
            jf?: string;
            /** Format: int64 */
            k?: number;
            /** Format: int64 */
            lp?: number;
            /** Format: int64 */
            m?: number;
            /** Format: int64 */
            mv?: number;
            /** Format: int64 */
            n: number;
            /** Format: int64 */
            p?: number;
            /** Format: int64 */
            pp?: number;
            s?: string;
            sitting: string;
            /** Format: int64 */
            t?: number;
            /** Format: int64 */
            u?: number;
            wd?: boolean;
        };
        InviteView: {
            account: string;
            /** @description goes behind # in /console.html#/accept/…; works once, for 24 hours */
            token: string;
        };
        Item: {
            key: number[];
            /** @description of the item; of a case the version, a point and the number of the question: 01….2 */
            version: string;
        };
        ItemForm: {
            /** @description HOTSPOT: of each option, on the first picture */
            areas?: components["schemas"]["Area"][];
            chapter?: string;
            citation?: string;
            /** Format: int64 */
            difficulty: number;
            /** @description groups of which a paper holds at most one item each */
            enemies?: string[];
            explanation?: string;
            /** @description a paper holds at most one item of a fact */
            fact?: string;
            /** @description places of the right options from 0, ascending; TRUE_FALSE: 0 is 正确 */
            key?: number[];
            /** @description pictures of the stem that the bank holds; HOTSPOT: the first is the one to mark */
            media?: components["schemas"]["Medium"][];
            /** @description 2 to 8; left out for TRUE_FALSE */
            options?: string[];
            /** @description CASE: its 2 to 6 questions, in order; the item has no options and key of its own */
            parts?: components["schemas"]["ItemPart"][];
            /** Format: int64 */
            points?: number;
            source_no?: string;
            /** @description sounds that read its texts aloud, one for each text at most; an item is read aloud at the seat where every text has one */
            spoken?: components["schemas"]["SpokenForm"][];
            stem: string;
            tags?: string[];
            topic: string;
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
        };
        ItemHealthView: {
            bank: string;
            /**
             * Format: int64
             * @description corrected point-biserial, thousandths
             */
            biserial: number;
            choices: components["schemas"]["ChosenView"][];
            /**
             * Format: int64
             * @description ability at the pass mark, thousandths of a logit
             */
            cut: number;
            /**
             * Format: int64
             * @description thousandths of a logit
             */
            difficulty: number;
            /**
             * Format: int64
             * @description standard error of the difficulty, thousandths of a logit
             */
            error: number;
            /**
             * Format: int64
             * @description answers they rest on
             */
            examined: number;
            /** @description day of the figures from here on; left out where there are none yet */
            examined_on?: string;
            flags: ("WEAK" | "REVERSED" | "EASY" | "HARD" | "DISTRACTOR" | "MISFIT" | "SLOW")[];
            /** @description releases that hold the version, oldest first */
            frozen: components["schemas"]["FrozenView"][];
            /**
             * Format: int64
             * @description thousandths; 1000 is as the curve has it
             */
            infit: number;
            item: string;
            /** Format: int64 */
            label: number;
            /**
             * Format: int64
             * @description answers that the end of time cut off
             */
            late: number;
            /** @description whether choices are shown to the caller */
            may_see: boolean;
            /**
             * Format: int64
             * @description usual time in seconds; 0: not known
             */
            pace: number;
            /** @description of a case its questions by themselves; empty until a night has seen answers to them */
            parts: components["schemas"]["PartHealthView"][];
            /** @description newest first */
            quarantines: components["schemas"]["QuarantineView"][];
            /** Format: int64 */
            responses: number;
            /**
             * Format: int64
             * @description right answers in thousandths
             */
            share: number;
            /**
             * Format: int64
             * @description thousandths
             */
            slope: number;
            /** Format: int64 */
            stage: number;
            /** @description people in the best, middle and last third */
            thirds: number[];
            /**
             * Format: int64
             * @description answers given in another language, which no other figure counts
             */
            told: number;
            version: string;
            /**
             * Format: int64
             * @description sum of the watch for leaks, thousandths
             */
            watch: number;
            /**
             * Format: int64
             * @description at which it proposes a quarantine
             */
            watch_bound: number;
            /** @description oldest first */
            weeks: components["schemas"]["SeenWeek"][];
        };
        ItemPart: {
            explanation?: string;
            /** @description as of an item */
            key?: number[];
            /** @description 2 to 8; left out for TRUE_FALSE */
            options?: string[];
            stem: string;
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE";
        };
        ItemView: {
            bank: string;
            batch?: string;
            checker?: components["schemas"]["BankSignature"];
            content: components["schemas"]["ItemForm"];
            /** @description of the version */
            id: string;
            /** @description of the item through all versions */
            item: string;
            key_included: boolean;
            latest: boolean;
            /** Format: int64 */
            no: number;
            reviewer?: components["schemas"]["BankSignature"];
            /** @enum {string} */
            state: "DRAFT" | "CHECKED" | "APPROVED" | "REJECTED" | "RETIRED";
            writer?: components["schemas"]["BankSignature"];
        };
        KeyCorrection: {
            /** @description places of the options that are right by this version */
            after: number[];
            /** @description places of the options that were right */
            before: number[];
            options: string[];
            /**
             * Format: int64
             * @description of a case: which of its questions, from 1; type, stem and options are of that
             */
            part?: number;
            /** @description of a case: what its questions share */
            shared?: string;
            stem: string;
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT";
            /** @description of the item */
            version: string;
        };
        KeyVersionDetail: {
            approver?: components["schemas"]["BankSignature"];
            by: components["schemas"]["BankSignature"];
            /** @description item versions whose key differs from the version before */
            changed: string[];
            corrections: components["schemas"]["KeyCorrection"][];
            digest: string;
            /** Format: int64 */
            no: number;
            reason?: string;
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "REFUSED" | "REPLACED";
        };
        KeyVersionView: {
            approver?: components["schemas"]["BankSignature"];
            by: components["schemas"]["BankSignature"];
            /** @description item versions whose key differs from the version before */
            changed: string[];
            digest: string;
            /** Format: int64 */
            no: number;
            reason?: string;
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "REFUSED" | "REPLACED";
        };
        "Live-talkRequest": {
            on: boolean;
        };
        LossView: {
            code: string;
            /** @description left out where the whole item is meant */
            field?: string;
            /** @description number in the writer's own file */
            item?: string;
            message: string;
            /**
             * Format: int64
             * @description 0 is the whole file
             */
            row: number;
        };
        LotForm: {
            /** @description 16 random bytes of the phone */
            nonce: string;
            /** @description the promise that the phone was shown */
            promise: string;
        };
        LotPromiseView: {
            /** @description SHA-256 of the record in the transparency log, in hex: by which key and with which random bytes of the server the paper is going to be drawn */
            promise: string;
        };
        LotView: {
            /** @description lottery code: stands in the record of the draw and in every later check of it */
            code: string;
        };
        MapSeat: {
            /**
             * Format: int64
             * @description 1 is leftmost for somebody who comes in
             */
            col: number;
            /** @description painted on the desk */
            label: string;
            /** Format: int64 */
            no: number;
            /**
             * Format: int64
             * @description 1 is next to the door
             */
            row: number;
        };
        "Match-confirmRequest": {
            /** @description nothing in or at the ears */
            ears?: boolean;
            /** @description plain glasses, or none */
            glasses?: boolean;
            /** @description the officer stands at the door */
            onsite?: boolean;
            /** @description nothing at the wrists */
            wrists?: boolean;
        };
        "Match-mismatchRequest": {
            /** @enum {string} */
            outcome: "NAME_CHANGED" | "RARE_CHARACTER" | "NUMBER_RENEWED" | "WRONG_CARD" | "OTHER_PERSON";
            reason: string;
        };
        MatchView: {
            /** Format: date-time */
            askedAt: string;
            cardMatched: boolean;
            /** @description masked */
            document: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description terminal where the person stands, for gate-watch */
            gate: string;
            hasPhoto: boolean;
            itemCode: string;
            /**
             * @description what of the card differs from the application
             * @enum {string}
             */
            mismatch?: "NAME" | "NUMBER";
            /** @description masked */
            name: string;
            /** @description and knew the ticket's PIN; the room wants an officer as well */
            pinMatched: boolean;
            /** @description an officer has resolved the mismatch */
            resolved: boolean;
            room: string;
            roomName: string;
            /** @description code of what the machine could not do */
            trouble?: string;
            visit: string;
            walkIn: boolean;
            /**
             * @description signs out, or comes back to the seat that is kept
             * @enum {string}
             */
            way?: "LEAVE" | "RETURN";
        };
        MaterialForm: {
            /** @description 2006-01-02 */
            date?: string;
            /** @description HEALTH_STATEMENT: fit for the work; no diagnosis is kept */
            fit?: boolean;
            institution?: string;
            kind: string;
            value?: string;
        };
        MaterialReason: {
            code: string;
            material: string;
            /** @description what happened and what to do, in the language of Accept-Language */
            text: string;
        };
        MaterialView: {
            /** Format: date-time */
            changedAt: string;
            date?: string;
            fileType?: string;
            /** @description HEALTH_STATEMENT only */
            fit?: boolean;
            hasFile: boolean;
            institution?: string;
            kind: string;
            value?: string;
        };
        Medium: {
            /** @description what it shows and what happens, for whoever cannot see or hear it */
            alt: string;
            /** @description SHA-256 of the bytes, hex */
            digest: string;
            /** Format: int64 */
            height: number;
            /** @enum {string} */
            type: "image/png" | "image/jpeg" | "image/svg+xml" | "video/webm" | "video/mp4";
            /**
             * Format: int64
             * @description in pixels, or units of the drawing
             */
            width: number;
        };
        MeView: {
            birth?: string;
            /** Format: date-time */
            createdAt: string;
            document: components["schemas"]["DocumentView"];
            education?: string;
            faceConsent: boolean;
            /** @description organisation that keeps the record */
            home: string;
            id: string;
            name: string;
            /** @description 138****5678 */
            phone?: string;
            photo: components["schemas"]["PhotoView"];
            /** @description false when a newer privacy notice waits to be read */
            privacyConfirmed: boolean;
            sex?: string;
            /**
             * Format: int64
             * @description to be sent back with a change
             */
            version: number;
        };
        "My-booking-cancelRequest": {
            reason?: string;
        };
        "My-eligibilityResponse": {
            refusals: components["schemas"]["Reason"][];
        };
        "My-permit-correctRequest": {
            /**
             * Format: date
             * @description DEFERRED: the last day by which the permit will be renewed
             */
            deferTo?: string;
            /**
             * @description why: of a replacement, a correction or a deferral
             * @enum {string}
             */
            ground?: "LOST" | "DAMAGED" | "STOLEN" | "NAME" | "DOCUMENT" | "ABROAD" | "DETAINED" | "MILITARY" | "ILLNESS" | "OTHER";
            /** @description where the rules ask for one */
            health?: components["schemas"]["HealthView"];
            /**
             * Format: int64
             * @description of the 材料真实性承诺书 the applicant confirms
             */
            pledgeVersion: number;
            /** @description CORRECTION, DEFERRED: the paper that proves it, with its number */
            proof?: string;
            /** @description RENEWAL: 从业说明, where the rules ask for one */
            work?: string;
        };
        "My-permit-walletRequest": {
            /** @description public key of the device, P-256, compressed (33 bytes), base64 */
            key: string;
        };
        "My-score-check-askRequest": {
            reason: string;
        };
        "My-ticket-pinResponse": {
            pin: string;
        };
        Nack: {
            code: string;
            /** Format: int64 */
            expected: number;
            retry: boolean;
            text: string;
        };
        NearView: {
            /**
             * Format: int64
             * @description of the stems' pairs of characters that both have
             */
            percent: number;
            /**
             * Format: int64
             * @description of the file; left out for an item of the bank
             */
            row?: number;
            stem: string;
            /** @description item version of the bank */
            version?: string;
        };
        NoteRecordInBody: {
            /** Format: date-time */
            from?: string;
            /** @enum {string} */
            kind: "REMARK" | "OUTAGE" | "INCIDENT" | "BREACH";
            /** @description needed for BREACH */
            sitting?: string;
            text: string;
            /** Format: date-time */
            to?: string;
        };
        "Notice-proposeRequest": {
            en: components["schemas"]["WordingView"];
            /** @enum {string} */
            kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            /** @description why the text changes */
            reason: string;
            zh: components["schemas"]["WordingView"];
        };
        "Notice-rejectRequest": {
            reason: string;
        };
        NoticeProposalView: {
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            en: components["schemas"]["WordingView"];
            id: string;
            /** @enum {string} */
            kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            /** @description the caller is the natural person who proposed it, and cannot decide */
            mine: boolean;
            /** Format: date-time */
            proposedAt: string;
            /** @description name */
            proposedBy: string;
            reason: string;
            /** @description why it was rejected */
            remark?: string;
            /** @enum {string} */
            state: "PENDING" | "PUBLISHED" | "REJECTED" | "WITHDRAWN";
            /**
             * Format: int64
             * @description under which it was published
             */
            version?: number;
            zh: components["schemas"]["WordingView"];
        };
        NoticeText: {
            body: string;
            kind: string;
            title: string;
            /** Format: int64 */
            version: number;
        };
        NoticeVersionView: {
            en: components["schemas"]["WordingView"];
            /** @enum {string} */
            kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            /** @description published by the authority, not shipped with the program */
            own: boolean;
            /** Format: date-time */
            publishedAt: string;
            /** Format: int64 */
            version: number;
            zh: components["schemas"]["WordingView"];
        };
        NoticeView: {
            /** @description paragraphs separated by an empty line */
            body: string;
            kind: string;
            lang: string;
            /** Format: date-time */
            publishedAt: string;
            title: string;
            /** Format: int64 */
            version: number;
        };
        OfferView: {
            application: string;
            itemCode: string;
            /** Format: int64 */
            minutes: number;
        };
        OfficerLoad: {
            account: string;
            /** Format: int64 */
            acts: number;
            /**
             * Format: int64
             * @description identity checks at seats that were decided
             */
            checks: number;
            /** Format: int64 */
            ended: number;
            /**
             * Format: int64
             * @description median, from taking to the end
             */
            handlingSeconds: number;
            /**
             * Format: int64
             * @description of the grave ones: taken after two minutes
             */
            late: number;
            /**
             * Format: int64
             * @description median, from asking for a check to its decision
             */
            lookingSeconds: number;
            /**
             * Format: int64
             * @description from raising to taking
             */
            medianSeconds: number;
            name: string;
            /** Format: int64 */
            rooms: number;
            /** Format: int64 */
            slowestSeconds: number;
            /** Format: int64 */
            taken: number;
        };
        OrderView: {
            /**
             * Format: int64
             * @description questions; CASE: cases
             */
            count: number;
            /**
             * Format: int64
             * @description CASE: questions of each
             */
            parts?: number;
            section: string;
            type: string;
        };
        "Org-closeRequest": {
            /** Format: int64 */
            version: number;
        };
        "Org-moveRequest": {
            parent: string;
        };
        "Org-updateRequest": {
            grade?: string;
            industry?: string;
            /**
             * @description needed for a new one; never changes
             * @enum {string}
             */
            kind?: "AUTHORITY" | "EXAM_BODY" | "CENTRE" | "ENTERPRISE";
            name: string;
            region: string;
            street?: string;
            uscc?: string;
            /** Format: int64 */
            version: number;
        };
        OrgForm: {
            grade?: string;
            industry?: string;
            /**
             * @description needed for a new one; never changes
             * @enum {string}
             */
            kind?: "AUTHORITY" | "EXAM_BODY" | "CENTRE" | "ENTERPRISE";
            name: string;
            region: string;
            street?: string;
            uscc?: string;
        };
        OrgView: {
            closed: boolean;
            grade?: string;
            id: string;
            industry?: string;
            /** @enum {string} */
            kind: "AUTHORITY" | "EXAM_BODY" | "CENTRE" | "ENTERPRISE";
            name: string;
            parent?: string;
            path: string;
            /** @description GB/T 2260, six digits */
            region: string;
            street?: string;
            uscc?: string;
            /** Format: int64 */
            version: number;
        };
        OutlookView: {
            /**
             * Format: int64
             * @description the same of every paper drawn: the difficulty target, else the mean
             */
            aim: number;
            cells: components["schemas"]["CellDepthView"][];
            /**
             * Format: int64
             * @description tenths of a point that somebody exactly at the cut is expected to get on the average paper
             */
            mean: number;
            /** @description sections as they stand on the paper */
            order: components["schemas"]["OrderView"][];
            /**
             * Format: int64
             * @description attempt from which on items of one's own earlier papers may come again; never those of the paper just before
             */
            repeat: number;
            /** @description proved also for shared facts, enemies and tags */
            sure: boolean;
        };
        "Outpost-enrolmentRequest": {
            name: string;
        };
        "Outpost-enrolmentResponse": {
            code: string;
            /** Format: date-time */
            expires: string;
        };
        "Outpost-enrolRequest": {
            /** @description X25519 public key, to which packages are sealed */
            boxKey: string;
            code: string;
            /** @description Ed25519 public key */
            signKey: string;
        };
        "Outpost-filmRequest": {
            part: string;
            signature: string;
        };
        "Outpost-listResponse": {
            items: components["schemas"]["OutpostOverview"][];
        };
        "Outpost-recallRequest": {
            /** @description the node is lost */
            lost?: boolean;
            reason: string;
        };
        "Outpost-syncRequest": {
            signature: string;
            statement: string;
        };
        "Outpost-syncResponse": {
            reply: string;
        };
        OutpostCall: {
            /** Format: date-time */
            at: string;
            detail?: string;
            id: string;
            name: string;
            node: string;
            /** @enum {string} */
            outcome: "CALLING" | "ANSWERED" | "SENT" | "FAILED" | "NO_PATH" | "NO_PERSON";
            phone: string;
        };
        OutpostEvidence: {
            code: string;
            /** Format: date-time */
            decidedAt?: string;
            decidedName?: string;
            decision?: string;
            id: string;
            node: string;
            /** Format: date-time */
            receivedAt: string;
            /** @description Ed25519 of the node over the statement */
            signature: string;
            sitting: string;
            /** @description as it came, canonical CBOR */
            statement: string;
            why: string;
        };
        OutpostFilm: {
            /**
             * Format: int64
             * @description bytes, from the beginning
             */
            have: number;
            /** @description it stands in the record of its sitting: the node may forget it */
            kept: boolean;
        };
        OutpostHold: {
            /**
             * Format: date-time
             * @description left out while the node holds it
             */
            closedAt?: string;
            /**
             * Format: int64
             * @description pieces of its recording that lie at the node; the result waits for them, or for a recall with lost
             */
            films?: number;
            /** Format: date-time */
            handedAt: string;
            /** @description RETURNED, RELEASED, CALLED_BACK */
            how?: string;
            node: string;
            /**
             * Format: date-time
             * @description staff asked for it
             */
            recallAt?: string;
            recallName?: string;
            recallWhy?: string;
            sitting: string;
        };
        OutpostNode: {
            /**
             * Format: int64
             * @description people of the coming hours
             */
            booked: number;
            /** Format: date-time */
            enrolledAt: string;
            id: string;
            name: string;
            /**
             * Format: int64
             * @description for how many of them it has all questions, sealed
             */
            prepared: number;
            /** Format: date-time */
            revokedAt?: string;
            /**
             * Format: int64
             * @description connected through it, as last heard
             */
            seats: number;
            /**
             * Format: date-time
             * @description last statement
             */
            seenAt: string;
            /**
             * Format: date-time
             * @description since when it stores records without the other node of its pair
             */
            singleSince?: string;
            /** @description of its program, as last heard */
            version?: string;
        };
        OutpostOverview: {
            /**
             * Format: int64
             * @description sittings that it holds
             */
            away: number;
            /**
             * Format: int64
             * @description people of the coming hours
             */
            booked: number;
            /**
             * Format: date-time
             * @description from when on centre and node did not hear each other; left out while they do
             */
            cutSince?: string;
            /** Format: date-time */
            enrolledAt: string;
            /**
             * Format: int64
             * @description pieces of recordings that lie there, as last heard
             */
            films: number;
            id: string;
            name: string;
            /**
             * Format: int64
             * @description for how many of them it has all questions, sealed
             */
            prepared: number;
            /** Format: date-time */
            revokedAt?: string;
            room: string;
            /**
             * Format: int64
             * @description connected through it, as last heard
             */
            seats: number;
            /**
             * Format: date-time
             * @description last statement
             */
            seenAt: string;
            /** @description not heard for longer than the grace */
            silent: boolean;
            /**
             * Format: date-time
             * @description since when it stores records without the other node of its pair
             */
            singleSince?: string;
            /**
             * Format: int64
             * @description journals of it that wait for a decision
             */
            undecided: number;
            /** @description of its program, as last heard */
            version?: string;
        };
        OutpostReasonBody: {
            reason: string;
        };
        OutpostRoom: {
            /** @description to the on-call person, newest first */
            calls: components["schemas"]["OutpostCall"][];
            evidence: components["schemas"]["OutpostEvidence"][];
            /** @description of the last 24 hours, newest first; then older ones whose recordings are not back */
            holds: components["schemas"]["OutpostHold"][];
            nodes: components["schemas"]["OutpostNode"][];
        };
        "Own-case-appealRequest": {
            text: string;
        };
        "Own-case-receiveRequest": {
            /** @enum {string} */
            document: "NOTICE" | "DECISION";
        };
        "Own-case-stateRequest": {
            last?: boolean;
            text?: string;
        };
        "Own-exemptionRequest": {
            attachment?: string;
            evidence: string;
            item: string;
            /** @description authority that decides */
            org: string;
            /** @enum {string} */
            reason: "SKILL_CERT" | "DEGREE";
        };
        OwnCase: {
            appeal?: components["schemas"]["ReviewAppeal"];
            case: components["schemas"]["ReviewCase"];
            documents: components["schemas"]["ReviewDocument"][];
            effects: components["schemas"]["ReviewEffects"];
            events: components["schemas"]["OwnCaseEvent"][];
            films: components["schemas"]["OwnCaseFilm"][];
            /** @description the screen was recorded, and this server cannot mask it */
            screenLeftOut?: boolean;
            statements: components["schemas"]["ReviewStatement"][];
        };
        OwnCaseEvent: {
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description of the recording that shows it
             */
            from: string;
            kind: string;
            title: components["schemas"]["IncidentWords"];
            /** Format: date-time */
            to: string;
        };
        OwnCaseFilm: {
            /** Format: date-time */
            from: string;
            /** @description of the screen: a masked copy without any text, one picture a second */
            screen?: boolean;
            segment: string;
            /** @description of what is kept */
            sha256: string;
            /** Format: date-time */
            to: string;
        };
        OwnCheckPage: {
            /** @description absent when none was asked for */
            check?: components["schemas"]["OwnCheckView"];
            /**
             * Format: date
             * @description last day to ask; absent before the release
             */
            until?: string;
            /** @description later versions of the result */
            versions: components["schemas"]["RevisionView"][];
        };
        OwnCheckView: {
            /** Format: date-time */
            askedAt: string;
            changed: boolean;
            /**
             * Format: date
             * @description the reply comes by the end of this day
             */
            dueOn: string;
            reason: string;
            /** Format: date-time */
            repliedAt?: string;
            reply?: string;
            signedBy?: string;
            /** @enum {string} */
            state: "REQUESTED" | "ASSIGNED" | "REPLIED";
        };
        OwnConfirmationView: {
            /** Format: date-time */
            at: string;
            /** @description a clerk took it for the person */
            byClerk: boolean;
            /** @description PORTAL, SEAT, GATE or COUNTER */
            channel: string;
            /** @enum {string} */
            kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            lang: string;
            /** Format: int64 */
            version: number;
            /** Format: date-time */
            withdrawnAt?: string;
        };
        OwnEvidence: {
            /** Format: date-time */
            deletedAt?: string;
            /** @description the recording is kept until the day before, longer while a procedure is open */
            deleteOn?: string;
            /**
             * Format: int64
             * @description noted in the root; what concerns the candidate is told by notice
             */
            incidents: number;
            /** @description an order or an open procedure keeps it */
            keptLonger: boolean;
            /** Format: int64 */
            recordedSeconds: number;
            /** @description hash of the newest root */
            root: string;
            /** Format: date-time */
            rootAt: string;
            /** @enum {string} */
            state: "KEPT" | "DELETING" | "DELETED";
            /** Format: int64 */
            totalSeconds: number;
        };
        OwnRecordView: {
            /** @description newest first */
            confirmations: components["schemas"]["OwnConfirmationView"][];
            /** @description oldest first */
            works: components["schemas"]["OwnWorkView"][];
        };
        OwnResultDetail: {
            /** Format: int64 */
            attempt: number;
            attemptKind: string;
            /** Format: int64 */
            blank: number;
            /**
             * @description who ended the answering
             * @enum {string}
             */
            cause: "CANDIDATE" | "DEADLINE" | "OFFICER";
            centreName: string;
            /** @description last hash of the answer journal, hex; the seat showed its beginning as the receipt */
            chain: string;
            /** @description as on the day of the sitting */
            employerName: string;
            /** Format: date-time */
            endedAt: string;
            /** Format: int64 */
            full: number;
            id: string;
            itemCode: string;
            /** Format: int64 */
            keyVersion: number;
            /** @enum {string} */
            kind: "FORMAL" | "CLASS" | "MOCK" | "SPOT";
            /** Format: int64 */
            partial: number;
            passed: boolean;
            /** Format: int64 */
            passMark: number;
            /** Format: int64 */
            points: number;
            /**
             * Format: int64
             * @description entries of the answer journal
             */
            records: number;
            /** Format: date-time */
            releasedAt?: string;
            /** Format: int64 */
            right: number;
            ruleSet: string;
            satOn: string;
            sitting: string;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "PROVISIONAL" | "HELD" | "RELEASED" | "VOIDED";
            /** @description 机考成绩（待发布） and so on, in the language of Accept-Language */
            stateText: string;
            time: components["schemas"]["SittingTime"];
            /**
             * Format: int64
             * @description 1 as first scored; more after a score check or a re-score, whose points and verdict these are
             */
            version: number;
            /** Format: int64 */
            wrong: number;
        };
        OwnResultView: {
            /** Format: int64 */
            attempt: number;
            attemptKind: string;
            /** Format: int64 */
            full: number;
            id: string;
            itemCode: string;
            /** @enum {string} */
            kind: "FORMAL" | "CLASS" | "MOCK" | "SPOT";
            passed: boolean;
            /** Format: int64 */
            passMark: number;
            /** Format: int64 */
            points: number;
            /** Format: date-time */
            releasedAt?: string;
            satOn: string;
            sitting: string;
            /** @enum {string} */
            state: "PROVISIONAL" | "HELD" | "RELEASED" | "VOIDED";
            /** @description 机考成绩（待发布） and so on, in the language of Accept-Language */
            stateText: string;
            /**
             * Format: int64
             * @description 1 as first scored; more after a score check or a re-score, whose points and verdict these are
             */
            version: number;
        };
        OwnTraining: {
            entries: components["schemas"]["HoursEntry"][];
            exemptions: components["schemas"]["TrainingExemption"][];
            /** @description where an item was named */
            requirement?: components["schemas"]["TrainingNeed"];
        };
        OwnWorkView: {
            from: string;
            id: string;
            /** @enum {string} */
            kind: "REGULAR" | "DISPATCHED" | "INTERN";
            org: string;
            orgName: string;
            to?: string;
        };
        PageAbortNotice: {
            items: components["schemas"]["AbortNotice"][];
            next?: string;
        };
        PageAccountView: {
            items: components["schemas"]["AccountView"][];
            next?: string;
        };
        PageAdmissionView: {
            items: components["schemas"]["AdmissionView"][];
            next?: string;
        };
        PageApplicationView: {
            items: components["schemas"]["ApplicationView"][];
            next?: string;
        };
        PageAuditEntry: {
            items: components["schemas"]["AuditEntry"][];
            next?: string;
        };
        PageAuditSample: {
            items: components["schemas"]["AuditSample"][];
            next?: string;
        };
        PageAuthorityView: {
            items: components["schemas"]["AuthorityView"][];
            next?: string;
        };
        PageAuthorizationView: {
            items: components["schemas"]["AuthorizationView"][];
            next?: string;
        };
        PageBankComment: {
            items: components["schemas"]["BankComment"][];
            next?: string;
        };
        PageBankExportView: {
            items: components["schemas"]["BankExportView"][];
            next?: string;
        };
        PageBankPictureView: {
            items: components["schemas"]["BankPictureView"][];
            next?: string;
        };
        PageBankView: {
            items: components["schemas"]["BankView"][];
            next?: string;
        };
        PageBanView: {
            items: components["schemas"]["BanView"][];
            next?: string;
        };
        PageBatchView: {
            items: components["schemas"]["BatchView"][];
            next?: string;
        };
        PageBlueprintView: {
            items: components["schemas"]["BlueprintView"][];
            next?: string;
        };
        PageBookingView: {
            items: components["schemas"]["BookingView"][];
            next?: string;
        };
        PageCallView: {
            items: components["schemas"]["CallView"][];
            next?: string;
        };
        PageCardView: {
            items: components["schemas"]["CardView"][];
            next?: string;
        };
        PageCatalogueItem: {
            items: components["schemas"]["CatalogueItem"][];
            next?: string;
        };
        PageClosureView: {
            items: components["schemas"]["ClosureView"][];
            next?: string;
        };
        PageColleagueView: {
            items: components["schemas"]["ColleagueView"][];
            next?: string;
        };
        PageCoverageView: {
            items: components["schemas"]["CoverageView"][];
            next?: string;
        };
        PageDetectorView: {
            items: components["schemas"]["DetectorView"][];
            next?: string;
        };
        PageDrawView: {
            items: components["schemas"]["DrawView"][];
            next?: string;
        };
        PageEmergencyScript: {
            items: components["schemas"]["EmergencyScript"][];
            next?: string;
        };
        PageEmployeePermits: {
            items: components["schemas"]["EmployeePermits"][];
            next?: string;
        };
        PageEvidenceExport: {
            items: components["schemas"]["EvidenceExport"][];
            next?: string;
        };
        PageEvidenceHold: {
            items: components["schemas"]["EvidenceHold"][];
            next?: string;
        };
        PageForeknowledgeView: {
            items: components["schemas"]["ForeknowledgeView"][];
            next?: string;
        };
        PageHandoverView: {
            items: components["schemas"]["HandoverView"][];
            next?: string;
        };
        PageHelpCall: {
            items: components["schemas"]["HelpCall"][];
            next?: string;
        };
        PageHoursEntry: {
            items: components["schemas"]["HoursEntry"][];
            next?: string;
        };
        PageIdentityCheck: {
            items: components["schemas"]["IdentityCheck"][];
            next?: string;
        };
        PageImportJobView: {
            items: components["schemas"]["ImportJobView"][];
            next?: string;
        };
        PageIncidentKind: {
            items: components["schemas"]["IncidentKind"][];
            next?: string;
        };
        PageIncidentView: {
            items: components["schemas"]["IncidentView"][];
            next?: string;
        };
        PageItemView: {
            items: components["schemas"]["ItemView"][];
            next?: string;
        };
        PageKeyVersionView: {
            items: components["schemas"]["KeyVersionView"][];
            next?: string;
        };
        PageMatchView: {
            items: components["schemas"]["MatchView"][];
            next?: string;
        };
        PageNoticeProposalView: {
            items: components["schemas"]["NoticeProposalView"][];
            next?: string;
        };
        PageNoticeVersionView: {
            items: components["schemas"]["NoticeVersionView"][];
            next?: string;
        };
        PageOfficerLoad: {
            items: components["schemas"]["OfficerLoad"][];
            next?: string;
        };
        PageOrgView: {
            items: components["schemas"]["OrgView"][];
            next?: string;
        };
        PageOwnResultView: {
            items: components["schemas"]["OwnResultView"][];
            next?: string;
        };
        PagePassageView: {
            items: components["schemas"]["PassageView"][];
            next?: string;
        };
        PagePassView: {
            items: components["schemas"]["PassView"][];
            next?: string;
        };
        PagePauseView: {
            items: components["schemas"]["PauseView"][];
            next?: string;
        };
        PagePermitApplicationView: {
            items: components["schemas"]["PermitApplicationView"][];
            next?: string;
        };
        PagePermitChangeView: {
            items: components["schemas"]["PermitChangeView"][];
            next?: string;
        };
        PagePermitReviewView: {
            items: components["schemas"]["PermitReviewView"][];
            next?: string;
        };
        PagePermitTemplateView: {
            items: components["schemas"]["PermitTemplateView"][];
            next?: string;
        };
        PagePermitView: {
            items: components["schemas"]["PermitView"][];
            next?: string;
        };
        PagePersonView: {
            items: components["schemas"]["PersonView"][];
            next?: string;
        };
        PagePointView: {
            items: components["schemas"]["PointView"][];
            next?: string;
        };
        PagePracticalExam: {
            items: components["schemas"]["PracticalExam"][];
            next?: string;
        };
        PageQuarantineView: {
            items: components["schemas"]["QuarantineView"][];
            next?: string;
        };
        PageQueueLineView: {
            items: components["schemas"]["QueueLineView"][];
            next?: string;
        };
        PageRecordHead: {
            items: components["schemas"]["RecordHead"][];
            next?: string;
        };
        PageReleaseOfferView: {
            items: components["schemas"]["ReleaseOfferView"][];
            next?: string;
        };
        PageReleaseView: {
            items: components["schemas"]["ReleaseView"][];
            next?: string;
        };
        PageRescoreView: {
            items: components["schemas"]["RescoreView"][];
            next?: string;
        };
        PageRetentionClass: {
            items: components["schemas"]["RetentionClass"][];
            next?: string;
        };
        PageReviewAct: {
            items: components["schemas"]["ReviewAct"][];
            next?: string;
        };
        PageReviewAppeal: {
            items: components["schemas"]["ReviewAppeal"][];
            next?: string;
        };
        PageReviewCase: {
            items: components["schemas"]["ReviewCase"][];
            next?: string;
        };
        PageRoomCamera: {
            items: components["schemas"]["RoomCamera"][];
            next?: string;
        };
        PageRoomOutage: {
            items: components["schemas"]["RoomOutage"][];
            next?: string;
        };
        PageRoomView: {
            items: components["schemas"]["RoomView"][];
            next?: string;
        };
        PageRuleBasis: {
            items: components["schemas"]["RuleBasis"][];
            next?: string;
        };
        PageRuleProposal: {
            items: components["schemas"]["RuleProposal"][];
            next?: string;
        };
        PageScoreCheckView: {
            items: components["schemas"]["ScoreCheckView"][];
            next?: string;
        };
        PageSealedReleaseView: {
            items: components["schemas"]["SealedReleaseView"][];
            next?: string;
        };
        PageSeatMessage: {
            items: components["schemas"]["SeatMessage"][];
            next?: string;
        };
        PageSeatView: {
            items: components["schemas"]["SeatView"][];
            next?: string;
        };
        PageShiftView: {
            items: components["schemas"]["ShiftView"][];
            next?: string;
        };
        PageSittingView: {
            items: components["schemas"]["SittingView"][];
            next?: string;
        };
        PageSlotView: {
            items: components["schemas"]["SlotView"][];
            next?: string;
        };
        PageSourceView: {
            items: components["schemas"]["SourceView"][];
            next?: string;
        };
        PageSupervisionGap: {
            items: components["schemas"]["SupervisionGap"][];
            next?: string;
        };
        PageTimelineMoment: {
            items: components["schemas"]["TimelineMoment"][];
            next?: string;
        };
        PageTrainingExemption: {
            items: components["schemas"]["TrainingExemption"][];
            next?: string;
        };
        PageVariantView: {
            items: components["schemas"]["VariantView"][];
            next?: string;
        };
        PageWaitingVariantView: {
            items: components["schemas"]["WaitingVariantView"][];
            next?: string;
        };
        PapersIn: {
            /** @description where the rules ask for one */
            health?: components["schemas"]["HealthView"];
            /**
             * Format: int64
             * @description of the 材料真实性承诺书 the applicant confirms
             */
            pledgeVersion: number;
        };
        PartHealthView: {
            /**
             * Format: int64
             * @description answers of which it is known how each question was answered
             */
            answers: number;
            /**
             * Format: int64
             * @description corrected point-biserial with the rest of the paper, the other questions of the case left out, thousandths
             */
            biserial: number;
            flags: ("WEAK" | "REVERSED" | "EASY" | "HARD" | "SLOW")[];
            /**
             * Format: int64
             * @description of those without an answer, open when the time was over
             */
            late: number;
            /**
             * Format: int64
             * @description place in the case
             */
            no: number;
            /**
             * Format: int64
             * @description without an answer
             */
            open: number;
            /** Format: int64 */
            right: number;
        };
        PassageView: {
            admission: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            basis: "DOOR" | "STAFF" | "SITTING_OVER" | "OFFICER";
            /** @description officer */
            by?: string;
            id: string;
            note?: string;
            person: string;
            /** @enum {string} */
            way: "ENTRY" | "EXIT";
        };
        PassView: {
            id: string;
            item: string;
            /** Format: date */
            on: string;
            /** @description issued on it */
            permit?: string;
            /** Format: int64 */
            points: number;
            result: string;
            /** Format: int64 */
            revision: number;
            /** @enum {string} */
            state: "VALID" | "REPLACED";
            /**
             * Format: date
             * @description last day it counts when used today
             */
            until?: string;
        };
        PasswordInBody: {
            old: string;
            password: string;
        };
        PauseView: {
            /** Format: date-time */
            at: string;
            /** @description name */
            by: string;
            id: string;
            /**
             * Format: int64
             * @description sittings that stayed paused: under another pause, or for a decision about the person
             */
            kept: number;
            /** @description the room or exam point */
            place: string;
            reason: string;
            /**
             * Format: int64
             * @description sittings that went on
             */
            resumed: number;
            /** Format: date-time */
            resumedAt?: string;
            resumedBy?: string;
            resumeReason?: string;
            resumeText?: string;
            /** @enum {string} */
            scope: "ROOM" | "SITE";
            /**
             * Format: int64
             * @description stopped by it
             */
            sittings: number;
            /** @enum {string} */
            state: "STANDS" | "RESUMING" | "OVER";
            text?: string;
        };
        "Permit-application-returnRequest": {
            defects: string[];
        };
        "Permit-decideRequest": {
            approve: boolean;
            note: string;
        };
        "Permit-proposeRequest": {
            /** @enum {string} */
            kind: "SUSPEND" | "RESUME" | "REVOKE" | "WITHDRAW" | "CANCEL" | "CONFIRM_NATIONAL";
            /** @description legal basis; for CONFIRM_NATIONAL the reference in the national register */
            legal: string;
            reason: string;
        };
        "Permit-template-decideRequest": {
            approve: boolean;
            /** @description needed for a refusal */
            reason: string;
        };
        "Permit-unmaskResponse": {
            number: string;
        };
        PermitAnswer: {
            /**
             * Format: date-time
             * @description time of this answer
             */
            at: string;
            /** @description none: unknown number, or a name that does not fit; the answer does not say which */
            permits: components["schemas"]["CheckedPermit"][];
            /** @description what to do when there is none */
            text?: string;
        };
        PermitApplicationView: {
            ask: components["schemas"]["AskIn"];
            /** @description where each condition was met: ids and dates */
            basis: components["schemas"]["Basis"];
            /**
             * Format: date
             * @description the papers are checked by the end of this day
             */
            checkBy: string;
            /** @description the one list of everything to correct */
            defects: string[];
            id: string;
            /**
             * Format: date
             * @description decided by the end of this day
             */
            issueBy: string;
            item: string;
            /** @enum {string} */
            kind: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT" | "CORRECTION" | "DEFERRED";
            /** @description the permit that it is about */
            old?: string;
            papers: components["schemas"]["PapersIn"];
            permit?: string;
            /** @enum {string} */
            personType: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
            /** @description of a rejection */
            reason?: string;
            /** @enum {string} */
            state: "SUBMITTED" | "TO_CORRECT" | "APPROVED" | "REJECTED" | "WITHDRAWN" | "ISSUED";
            /** Format: date-time */
            submittedAt: string;
        };
        PermitChangeView: {
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            id: string;
            /** @enum {string} */
            kind: "SUSPEND" | "RESUME" | "REVOKE" | "WITHDRAW" | "CANCEL" | "CONFIRM_NATIONAL" | "EXTEND" | "REPLACE";
            legal: string;
            note?: string;
            permit: string;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            /** @enum {string} */
            state: "OPEN" | "APPROVED" | "REFUSED";
        };
        PermitCodeView: {
            /** @description HTTPS://HOST/V/…, in letters of the QR's alphanumeric mode; the address of the public page where the host is longer than 20 characters */
            text: string;
        };
        PermitCredentialView: {
            /** @description COSE_Sign1 (internal/cose/FORMAT.md §3), with the key of the device; lasts a week */
            credential: string;
        };
        PermitDayView: {
            /** @enum {string} */
            colour: "GREEN" | "AMBER" | "RED";
            /** @description the decision of people that stood on that day; none: dates and rules alone */
            decision?: components["schemas"]["PermitEventView"];
            /** @description the day is to come: what people decide until then is not known */
            foreseen: boolean;
            /** @enum {string} */
            national: "PENDING" | "CONFIRMED";
            /** Format: date */
            on: string;
            /** @description also NOT_ISSUED and NOT_YET */
            state: string;
            stateText: string;
        };
        PermitEventView: {
            /** Format: date-time */
            at: string;
            /** @description names; none: the calendar */
            by: string[];
            legal?: string;
            /** Format: date */
            on: string;
            reason?: string;
            status: string;
            text: string;
        };
        PermitReasonIn: {
            reason: string;
        };
        PermitReviewView: {
            ask: components["schemas"]["AskIn"];
            /** @description where each condition was met: ids and dates */
            basis: components["schemas"]["Basis"];
            /** @enum {string} */
            channel: "SELF" | "COUNTER";
            /**
             * Format: date
             * @description the papers are checked by the end of this day
             */
            checkBy: string;
            /** @description the one list of everything to correct */
            defects: string[];
            /** @description masked */
            document: string;
            /**
             * Format: date
             * @description the authority has to act by the end of this day
             */
            dueOn?: string;
            id: string;
            /**
             * Format: date
             * @description decided by the end of this day
             */
            issueBy: string;
            item: string;
            /** @enum {string} */
            kind: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT" | "CORRECTION" | "DEFERRED";
            name: string;
            /** @description the permit that it is about */
            old?: string;
            papers: components["schemas"]["PapersIn"];
            permit?: string;
            person: string;
            /** @enum {string} */
            personType: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
            /** @description of a rejection */
            reason?: string;
            reviewer?: string;
            /** @enum {string} */
            state: "SUBMITTED" | "TO_CORRECT" | "APPROVED" | "REJECTED" | "WITHDRAWN" | "ISSUED";
            /** Format: date-time */
            submittedAt: string;
        };
        PermitTemplateView: {
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            /** @description SHA-256 of the text, hex */
            digest: string;
            /**
             * Format: date
             * @description counts for permits valid from this day on
             */
            from: string;
            /** @description standard: the one built in */
            id: string;
            /** @description proposed by the caller, who cannot decide it */
            mine: boolean;
            name: string;
            /** Format: date-time */
            proposedAt?: string;
            proposedBy?: string;
            reason?: string;
            /** @enum {string} */
            state: "PENDING" | "APPROVED" | "REFUSED";
            /** Format: int64 */
            version: number;
        };
        PermitView: {
            category: string;
            /** @enum {string} */
            colour: "GREEN" | "AMBER" | "RED";
            docMasked: string;
            /**
             * Format: date
             * @description last day of a deferral
             */
            extendedTo?: string;
            /** Format: date */
            firstIssuedOn: string;
            /** @description the permit that this one renews, replaces or corrects */
            follows?: string;
            holder: string;
            id: string;
            issuer: string;
            item: string;
            itemName: string;
            /** @enum {string} */
            kind: "OPERATION_PERMIT" | "COMPETENCE_CERT" | "TRAINING_PROOF";
            /** @enum {string} */
            national: "PENDING" | "CONFIRMED";
            nationalNo?: string;
            numberMasked: string;
            review: string;
            state: string;
            stateText: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validTo: string;
        };
        PermitWithDue: {
            category: string;
            /** @enum {string} */
            colour: "GREEN" | "AMBER" | "RED";
            /**
             * Format: int64
             * @description 0 on the last day, below 0 afterwards
             */
            daysLeft: number;
            docMasked: string;
            /**
             * Format: date
             * @description last day of a deferral
             */
            extendedTo?: string;
            /** Format: date */
            firstIssuedOn: string;
            /** @description the permit that this one renews, replaces or corrects */
            follows?: string;
            holder: string;
            id: string;
            issuer: string;
            item: string;
            itemName: string;
            /** @enum {string} */
            kind: "OPERATION_PERMIT" | "COMPETENCE_CERT" | "TRAINING_PROOF";
            /** @enum {string} */
            national: "PENDING" | "CONFIRMED";
            nationalNo?: string;
            numberMasked: string;
            review: string;
            state: string;
            stateText: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validTo: string;
        };
        "Person-addRequest": {
            /** @description 2006-01-02; may be left out where the document carries it */
            birth?: string;
            document: components["schemas"]["DocumentForm"];
            /** @enum {string} */
            education?: "PRIMARY" | "JUNIOR" | "SENIOR" | "VOCATIONAL" | "COLLEGE" | "BACHELOR" | "GRADUATE";
            home: string;
            name: string;
            phone?: string;
            /** @enum {string} */
            sex?: "M" | "F";
        };
        "Person-claim-codeRequest": {
            reason: string;
        };
        "Person-claim-codeResponse": {
            code: string;
        };
        "Person-phoneRequest": {
            code: string;
            phone: string;
            reason: string;
        };
        "Person-photo-decideRequest": {
            approve: boolean;
            note?: string;
            photo: string;
            /** @enum {string} */
            reason?: "FACE" | "BACKGROUND" | "BLURRED" | "OLD" | "PERSON" | "OTHER";
        };
        "Person-unmaskRequest": {
            /** @enum {string} */
            field: "DOCUMENT" | "PHONE";
            reason: string;
        };
        "Person-unmaskResponse": {
            number: string;
        };
        "Person-updateRequest": {
            birth?: string;
            document?: components["schemas"]["DocumentForm"];
            /** @enum {string} */
            education?: "PRIMARY" | "JUNIOR" | "SENIOR" | "VOCATIONAL" | "COLLEGE" | "BACHELOR" | "GRADUATE";
            name?: string;
            reason: string;
            /** @enum {string} */
            sex?: "M" | "F";
            /** Format: int64 */
            version: number;
        };
        PersonForm: {
            /** @description 2006-01-02; may be left out where the document carries it */
            birth?: string;
            document: components["schemas"]["DocumentForm"];
            /** @enum {string} */
            education?: "PRIMARY" | "JUNIOR" | "SENIOR" | "VOCATIONAL" | "COLLEGE" | "BACHELOR" | "GRADUATE";
            name: string;
            phone?: string;
            /** @enum {string} */
            sex?: "M" | "F";
        };
        "Persons-searchRequest": {
            document?: components["schemas"]["DocumentForm"];
            employer?: string;
            /** @description beginning of the name */
            name?: string;
            phone?: string;
            /** @enum {string} */
            photo?: "NONE" | "PENDING" | "APPROVED" | "REJECTED";
        };
        PersonView: {
            birth?: string;
            /** Format: date-time */
            createdAt: string;
            document: components["schemas"]["DocumentView"];
            education?: string;
            /** @description organisation that keeps the record */
            home: string;
            id: string;
            name: string;
            /** @description 138****5678 */
            phone?: string;
            photo: components["schemas"]["PhotoView"];
            sex?: string;
            /**
             * Format: int64
             * @description to be sent back with a change
             */
            version: number;
        };
        PhotoView: {
            /** Format: date-time */
            decidedAt?: string;
            id?: string;
            note?: string;
            /** @description why it must be taken again */
            reason?: string;
            /** @enum {string} */
            state: "NONE" | "PENDING" | "APPROVED" | "REJECTED";
            /** Format: date-time */
            submittedAt?: string;
        };
        PlannedView: {
            /** @description with LEAVE: why the question cannot be an item */
            left?: string;
            /** @description what the question is nearly the same as */
            near?: components["schemas"]["NearView"][];
            /**
             * Format: int64
             * @description as the spreadsheet counts
             */
            row: number;
            stem: string;
            topic?: string;
            type?: string;
            /** @enum {string} */
            verdict: "CREATE" | "SKIP" | "LEAVE" | "ERROR";
            wrong?: components["schemas"]["CellView"][];
        };
        PointForm: {
            address: string;
            code: string;
            name: string;
            open: boolean;
            /** @description authority or exam body; cannot be changed later */
            org: string;
            phone: string;
        };
        PointView: {
            address: string;
            code: string;
            id: string;
            name: string;
            open: boolean;
            /** @description authority or exam body it belongs to; applications go there */
            org: string;
            phone: string;
        };
        "Practical-beginRequest": {
            /** @description staff account ids */
            assessors: string[];
            item: string;
            /** @description organisation of the exam point */
            org: string;
            person: string;
        };
        "Practical-break-offRequest": {
            reason: string;
        };
        "Practical-enterRequest": {
            sheet: components["schemas"]["PracticalMark"][];
        };
        PracticalBasis: {
            assessors: string[] | null;
            exam: string;
            on: string;
            until: string;
        };
        PracticalExam: {
            /** Format: int64 */
            attempt: number;
            id: string;
            item: string;
            /** Format: date */
            on: string;
            /** Format: date-time */
            openedAt: string;
            passed?: boolean;
            person: string;
            /** Format: int64 */
            points?: number;
            reason?: string;
            /** @description the sheets the caller may see */
            sheets: components["schemas"]["PracticalSheet"][];
            /** @enum {string} */
            state: "OPEN" | "DIFFERENT" | "CONFIRMED" | "VOID";
            tasks: components["schemas"]["PracticalTask"][];
            vetoed: boolean;
        };
        PracticalMark: {
            note?: string;
            /** Format: int64 */
            points: number;
            /** @enum {string} */
            subject: "K1" | "K2" | "K3" | "K4";
            /** @description 否决项 that were hit, worded as the task words them */
            vetoes: string[];
        };
        PracticalSheet: {
            assessor: string;
            marks: components["schemas"]["PracticalMark"][];
        };
        PracticalTask: {
            code: string;
            /** Format: int64 */
            minutes: number;
            name: string;
            subject: string;
            /** @description name of the subject */
            title: string;
            vetoes: string[];
            /** Format: int64 */
            weight: number;
        };
        PreviewView: {
            /** @description there is so much alike that not all is shown */
            alike: boolean;
            /** Format: int64 */
            create: number;
            /**
             * Format: int64
             * @description an import with any is refused as a whole
             */
            errored: number;
            /** @description as which the file was read */
            format: string;
            /** @description headings that mean nothing to the import */
            ignored?: string[];
            /**
             * Format: int64
             * @description questions that cannot be items
             */
            left: number;
            /** @description what does not come over, at most 500 */
            losses: components["schemas"]["LossView"][];
            /**
             * Format: int64
             * @description of all
             */
            lost: number;
            rows: components["schemas"]["PlannedView"][];
            /** Format: int64 */
            skip: number;
            /** @description give it back to apply exactly this file */
            sum: string;
        };
        Problem: {
            /** @description stable code of the failure, e.g. booking.slot_full */
            code: string;
            /** @description what happened and what to do now, in the language of Accept-Language */
            detail: string;
            /** @description the wrong fields */
            errors?: components["schemas"]["ProblemField"][] | null;
            /** @description request id to quote */
            request?: string;
            /** Format: int64 */
            status: number;
            /** @description HTTP status text */
            title: string;
            /** @description always about:blank */
            type: string;
        };
        ProblemField: {
            code: string;
            message: string;
            /** @description dotted place in the request, e.g. body.phone */
            path: string;
        };
        QuarantineDetail: {
            lacking: components["schemas"]["ReportView"];
            quarantine: components["schemas"]["QuarantineView"];
        };
        QuarantineView: {
            /**
             * Format: int64
             * @description since the sum began
             */
            answers?: number;
            /** Format: date-time */
            at: string;
            bank: string;
            /** @description name; left out where the watch proposed */
            by?: string;
            decider?: components["schemas"]["BankSignature"];
            decision?: string;
            ender?: components["schemas"]["BankSignature"];
            ending?: string;
            id: string;
            item: string;
            /** @description name of the person whom the proposal waits for */
            owner?: string;
            reason?: string;
            /** @enum {string} */
            source: "WATCH" | "PERSON";
            /** @enum {string} */
            state: "PROPOSED" | "DISMISSED" | "OUT" | "BACK" | "RETIRED";
            /**
             * Format: int64
             * @description of the watch for leaks, thousandths
             */
            sum?: number;
            version: string;
        };
        QueueLineView: {
            /**
             * Format: int64
             * @description 0 in time, 1 due soon, 2 overdue, as reported
             */
            alarmed: number;
            /** Format: date */
            alarmOn?: string;
            /** Format: int64 */
            attempt: number;
            centre?: string;
            /**
             * Format: int64
             * @description working days to the last day of publication; 0 on it and after
             */
            daysLeft: number;
            /** @description as on the day of the sitting */
            employer?: string;
            /** Format: int64 */
            full: number;
            hold?: components["schemas"]["HoldView"];
            id: string;
            item: string;
            /**
             * Format: int64
             * @description today: 0 in time, 1 due soon, 2 overdue
             */
            late: number;
            /** @description masked */
            name: string;
            /** @description who acts next: SYSTEM, REMOTE_INVIGILATOR, RESULT_RELEASER */
            next: string;
            /** @description of the person, where one is named */
            nextName?: string;
            /** @description what they have to do */
            nextText: string;
            passed: boolean;
            /** Format: int64 */
            passMark: number;
            /** Format: int64 */
            points: number;
            /**
             * Format: date
             * @description last day of publication; absent until computed
             */
            publishBy?: string;
            /** @description room record */
            record?: string;
            recordState?: string;
            /** Format: date */
            satOn: string;
            sitting: string;
            /** @enum {string} */
            state: "PROVISIONAL" | "HELD" | "RELEASED" | "VOIDED";
            /** @description the rule that the authority must set before a day can be computed */
            unset?: string;
        };
        Quota: {
            /** Format: int64 */
            count: number;
            topic: string;
        };
        ReadinessView: {
            basis: components["schemas"]["Basis"];
            /** @description the rules ask for a health statement */
            health: boolean;
            lacking: components["schemas"]["ProblemField"][];
            /** @description the permit that the application would be about */
            old?: string;
            ready: boolean;
            /** @description the rules ask for a statement of the work done */
            work: boolean;
        };
        Reason: {
            code: string;
            /** @description what happened and what to do, in the language of Accept-Language */
            text: string;
        };
        ReasonBody: {
            reason: string;
        };
        ReasonInBody: {
            reason: string;
        };
        RebookedView: {
            id?: string;
            /**
             * Format: int64
             * @description bookings marked to be rebooked; their people are told
             */
            rebooked: number;
        };
        RecordCounts: {
            /** Format: int64 */
            aborted: number;
            /** Format: int64 */
            absent: number;
            /** Format: int64 */
            breaches: number;
            /** Format: int64 */
            expected: number;
            /** Format: int64 */
            incidents: number;
            /** Format: int64 */
            present: number;
            /** Format: int64 */
            walkIns: number;
        };
        RecordCreditView: {
            /**
             * Format: date-time
             * @description when it was given
             */
            at: string;
            /** @description reason of the catalogue; OUTAGE: SERVER_DOWN, ROOM_POWER */
            code?: string;
            /**
             * Format: date-time
             * @description of what it was given for
             */
            from?: string;
            /** @enum {string} */
            kind: "PAUSE" | "ROOM" | "SITE" | "BREAK" | "OUTAGE";
            /** Format: int64 */
            seconds: number;
            sitting: string;
            /** @description the officer's words */
            text?: string;
            /** Format: date-time */
            to?: string;
        };
        RecordGapView: {
            /** @description left out: the program */
            by?: string;
            /** @enum {string} */
            cause: "OFFICER_AWAY" | "UPLINK_LOST" | "CAMERA_LOST" | "POWER" | "SERVER_DOWN" | "OTHER";
            /** Format: date-time */
            from: string;
            note?: string;
            /** @description left out: the whole room */
            sitting?: string;
            /**
             * Format: date-time
             * @description left out while it lasts; the record cannot be signed then
             */
            to?: string;
        };
        RecordHappenedView: {
            helps: components["schemas"]["RecordHelpView"][];
            incidents: components["schemas"]["RecordIncidentView"][];
            kinds: components["schemas"]["RecordKindView"][];
            tests: components["schemas"]["RecordTestView"][];
        };
        RecordHead: {
            counts: components["schemas"]["RecordCounts"];
            /** @description of the authority's authorization of the room */
            documentNo?: string;
            /** Format: date-time */
            endsAt: string;
            id: string;
            pointName?: string;
            room: string;
            roomName?: string;
            /** Format: date-time */
            signedAt?: string;
            signedBy?: string;
            slot: string;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            state: "OPEN" | "DRAFT" | "SIGNED";
        };
        RecordHeadCountView: {
            /** Format: date-time */
            from: string;
            /** @description times in which nobody could be counted; empty: all the time */
            gaps: components["schemas"]["RecordUncountedView"][];
            /** Format: date-time */
            to: string;
        };
        RecordHelpView: {
            /** Format: date-time */
            ackedAt?: string;
            ackedWho?: string;
            /** Format: date-time */
            arrivedAt?: string;
            arrivedWho?: string;
            /**
             * Format: int64
             * @description people
             */
            asked: number;
            /** Format: date-time */
            askedAt: string;
            askedBy: string;
            /**
             * Format: int64
             * @description texts that the gateway took
             */
            sent: number;
            title: string;
        };
        RecordIncidentView: {
            /** Format: date-time */
            at: string;
            /** @description who closed it */
            by?: string;
            /** @enum {string} */
            finding?: "" | "FALSE_ALARM" | "TECHNICAL_CAUSE" | "HANDLED" | "TO_REVIEW";
            incident: string;
            kind: string;
            /** @description label; left out: the whole room */
            seat?: string;
            sitting?: string;
            /** @enum {string} */
            state: "OPEN" | "TAKEN" | "CLOSED" | "REFERRED" | "SETTLED";
            /**
             * Format: int64
             * @description of a seat's camera: how often it was away in the whole sitting
             */
            times?: number;
            title: components["schemas"]["IncidentWords"];
            /**
             * Format: date-time
             * @description left out: it lasts, or is a point in time
             */
            to?: string;
            /**
             * Format: int64
             * @description and for how long in all
             */
            unrecordedSeconds?: number;
        };
        RecordingSegment: {
            /** Format: date-time */
            from: string;
            /** @description hex, of the chain up to here */
            hash: string;
            /** Format: int64 */
            height: number;
            id: string;
            /**
             * Format: int64
             * @description within the sitting, from 1
             */
            no: number;
            /** @description the room node that recorded it while the centre could not be reached; its number comes after those that were kept meanwhile */
            node?: string;
            /** @description why it does not follow the one before: GAP, SIZE, OVERRUN, FULL (there was no room); CUT: the recording process ended in the middle */
            note?: string;
            seat: string;
            /** @description hex, of the file */
            sha256: string;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
            sound: boolean;
            /** Format: date-time */
            to: string;
            /**
             * @description which picture: empty the seat's camera, its screen, or a camera of the room
             * @enum {string}
             */
            track: "" | "SCREEN" | "ROOM";
            /** Format: int64 */
            width: number;
        };
        RecordInputView: {
            /**
             * Format: int64
             * @description that came with word of their cause
             */
            answers: number;
            /** @description what the machine heard below the page; false: not covered */
            below: boolean;
            /**
             * Format: int64
             * @description of these, caused by a trusted local event
             */
            local: number;
            /** @description a room node kept the sitting; those do not judge inputs */
            node?: boolean;
            /** @description which local event caused each answer */
            page: boolean;
        };
        RecordInterruptionView: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "PAUSE" | "RESUME" | "MOVE" | "ABORT";
            note: string;
            sitting: string;
        };
        RecordKindView: {
            /** Format: int64 */
            count: number;
            kind: string;
            title: components["schemas"]["IncidentWords"];
        };
        RecordLineView: {
            /** Format: date-time */
            admitted?: string;
            /**
             * Format: int64
             * @description seconds of the paper
             */
            base: number;
            /**
             * Format: int64
             * @description seconds given back after pauses and for outages
             */
            credit: number;
            /**
             * Format: int64
             * @description seconds of the accommodation
             */
            extra: number;
            /** @description left out where nothing is watched, and for papers that were not opened */
            input?: components["schemas"]["RecordInputView"];
            item: string;
            /** @description who or what matched person and document */
            match?: string;
            /** @description masked */
            name: string;
            /** @description SCORED, ABORTED_TECHNICAL or LAPSED */
            outcome?: string;
            /**
             * Format: int64
             * @description hundredths of the paper's time that the seat's camera recorded; left out where seats have no cameras
             */
            recorded?: number;
            result?: string;
            seat?: string;
            /**
             * Format: date-time
             * @description when the candidate confirmed the pledge at the seat
             */
            signedIn?: string;
            sitting?: string;
            state: string;
            /**
             * @description of the paper; left out where nobody keeps evidence, and for papers that were not opened
             * @enum {string}
             */
            supervision?: "" | "ON_SITE" | "REMOTE_OFFICER" | "NONE" | "NONE_PILOT";
            /**
             * Format: int64
             * @description pieces of the recording that were begun and had not come when their time was over
             */
            undelivered?: number;
            /**
             * Format: int64
             * @description seconds of the paper that nobody watched
             */
            unwatched: number;
            walkIn: boolean;
        };
        RecordNoteView: {
            /** Format: date-time */
            at: string;
            by: string;
            /** Format: date-time */
            from?: string;
            /** @enum {string} */
            kind: "REMARK" | "OUTAGE" | "INCIDENT" | "BREACH";
            sitting?: string;
            text: string;
            /** Format: date-time */
            to?: string;
        };
        RecordOutageView: {
            /**
             * @description all seats were lost at once, or an officer says so
             * @enum {string}
             */
            basis: "EVIDENCE" | "STATEMENT";
            /** @description left out: the program */
            by?: string;
            /** Format: date-time */
            from: string;
            reason?: string;
            text?: string;
            /**
             * Format: date-time
             * @description left out while it lasts
             */
            to?: string;
        };
        RecordPauseView: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
            /**
             * Format: date-time
             * @description left out while it stands
             */
            resumedAt?: string;
            resumedBy?: string;
            resumeReason?: string;
            resumeText?: string;
            /** @enum {string} */
            scope: "ROOM" | "SITE";
            /**
             * Format: int64
             * @description stopped; of a site: in all its rooms
             */
            sittings: number;
            text?: string;
        };
        RecordSupervisorView: {
            account: string;
            /** Format: date-time */
            from: string;
            name: string;
            /** @description stood by to take over */
            second: boolean;
            /** Format: date-time */
            to: string;
        };
        RecordTestView: {
            /** Format: date-time */
            at: string;
            /** @description of the day; false: before the slot */
            day: boolean;
            /** @description parts with why: camera.covered */
            failed: string[];
            passed: boolean;
            /** @description label; left out: the door */
            seat?: string;
        };
        RecordUncountedView: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @enum {string} */
            why: "NO_COUNTER" | "SILENT" | "LOG_ONLY" | "NOT_RUNNING" | "CAMERA_LOST";
        };
        RecordView: {
            /** @description recordings on their way; the record is signed when they are here, or their time is over */
            awaits: components["schemas"]["RecordWaitView"][];
            /** @description second person who put the pilot document into force */
            confirmedBy?: string;
            counts: components["schemas"]["RecordCounts"];
            /** @description time given to sittings, each with its reason */
            credits: components["schemas"]["RecordCreditView"][];
            /** @description of the authority's authorization of the room */
            documentNo?: string;
            /** Format: date-time */
            endsAt: string;
            /** @description intervals without supervision */
            gaps: components["schemas"]["RecordGapView"][];
            /** @description left out in records from before that was asked */
            happened?: components["schemas"]["RecordHappenedView"];
            /** @description SHA-256 of the record; send it back to sign exactly this */
            hash?: string;
            /** @description when the people in the room could be counted; left out where nobody came, and in records from before that was asked */
            headCount?: components["schemas"]["RecordHeadCountView"];
            id: string;
            interruptions: components["schemas"]["RecordInterruptionView"][];
            issuer?: string;
            lines: components["schemas"]["RecordLineView"][];
            /**
             * @description of supervision, by the authorization
             * @enum {string}
             */
            mode?: "" | "REMOTE" | "ONSITE" | "NONE_PILOT";
            notes: components["schemas"]["RecordNoteView"][];
            /** @description times in which the room had no power or no network */
            outages: components["schemas"]["RecordOutageView"][];
            /** @description pauses of the whole room or its site */
            pauses: components["schemas"]["RecordPauseView"][];
            /** @description by which nobody supervises */
            pilotRule?: string;
            pointName?: string;
            room: string;
            roomName?: string;
            /** Format: date-time */
            signedAt?: string;
            signedBy?: string;
            slot: string;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            state: "OPEN" | "DRAFT" | "SIGNED";
            /** @description what was signed */
            statement?: string;
            supervisors: components["schemas"]["RecordSupervisorView"][];
        };
        RecordWaitView: {
            /** Format: int64 */
            pieces: number;
            seat: string;
            /**
             * Format: date-time
             * @description then the record can be signed without them and states it
             */
            until: string;
        };
        RegisterInBody: {
            /** @description 2006-01-02; may be left out where the document carries it */
            birth?: string;
            /** @description sent to the phone for REGISTER */
            code: string;
            document: components["schemas"]["DocumentForm"];
            /** @enum {string} */
            education?: "PRIMARY" | "JUNIOR" | "SENIOR" | "VOCATIONAL" | "COLLEGE" | "BACHELOR" | "GRADUATE";
            lang?: string;
            name: string;
            password: string;
            phone?: string;
            /**
             * Format: int64
             * @description version of the privacy notice that was shown and confirmed
             */
            privacyVersion: number;
            /** @enum {string} */
            sex?: "M" | "F";
        };
        RehearsalView: {
            by: components["schemas"]["BankSignature"];
            /** @description the release is the one in use */
            current: boolean;
            /**
             * Format: int64
             * @description papers drawn
             */
            done: number;
            /** Format: date-time */
            ended_at?: string;
            /** Format: int64 */
            papers: number;
            release: string;
            report?: components["schemas"]["Report"];
            /** @enum {string} */
            state: "WAITING" | "RUNNING" | "DONE" | "FAILED";
            /** @description name it to publish the blueprint */
            sum?: string;
            /** @description with FAILED */
            why?: string;
        };
        ReleaseInBody: {
            /** @description the chosen ones; all when left out */
            results?: string[] | null;
        };
        ReleaseOfferView: {
            /** Format: int64 */
            items: number;
            /**
             * @description of its bank
             * @enum {string}
             */
            level: "NATIONAL" | "PROVINCIAL";
            name: string;
            sealed: components["schemas"]["SealedReleaseView"];
        };
        ReleaseOutcomes: {
            outcomes: components["schemas"]["ReleaseOutcomeView"][];
        };
        ReleaseOutcomeView: {
            /** @description stable code of the reason */
            code?: string;
            /** @enum {string} */
            done: "RELEASED" | "ALREADY" | "HELD" | "BLOCKED";
            /** @description who has to decide about a held result */
            owner?: string;
            result: string;
            why?: string;
        };
        ReleaseView: {
            approver?: components["schemas"]["BankSignature"];
            bank: string;
            by: components["schemas"]["BankSignature"];
            /** @description Merkle root over the items, hex */
            digest: string;
            id: string;
            item_code: string;
            /** Format: int64 */
            items: number;
            name: string;
            /** Format: int64 */
            no: number;
            reason?: string;
            /** @enum {string} */
            state: "PROPOSED" | "ACTIVE" | "REFUSED" | "REPLACED";
        };
        Report: {
            /**
             * Format: int64
             * @description seconds allowed
             */
            allowed: number;
            cells: components["schemas"]["Cell"][];
            /**
             * Format: int64
             * @description attempts of the twenty that repeated earlier than reckoned
             */
            conflicts: number;
            /** @description papers that hold an item, per thousand, over the items */
            exposure: components["schemas"]["Spread"];
            /** @description questions of a paper from banks of a higher level (a case counts once); absent where the release took none in */
            higher?: components["schemas"]["Spread"];
            /** @description information at the cut, thousandths */
            info: components["schemas"]["Spread"];
            /**
             * Format: int64
             * @description that a paper may hold
             */
            items: number;
            /** @description mean difficulty label of a paper, 1 to 5, thousandths */
            level: components["schemas"]["Spread"];
            /**
             * Format: int64
             * @description of them with measured difficulty; for the others the writers' label stands in
             */
            measured: number;
            /** @description questions that two papers share */
            overlap: components["schemas"]["Spread"];
            /**
             * Format: int64
             * @description the least mean that even use allows, thousandths of a question
             */
            overlap_floor: number;
            /**
             * Format: int64
             * @description of all pairs, thousandths of a question
             */
            overlap_mean: number;
            /**
             * Format: int64
             * @description drawn
             */
            papers: number;
            /** @description chance of such a person to pass, hundredths of a per cent */
            pass: components["schemas"]["Spread"];
            /** @description twenty attempts of one person */
            person: components["schemas"]["Turn"][];
            /**
             * Format: int64
             * @description most used item: its papers by the even share of its cell, thousandths
             */
            ratio: number;
            /**
             * Format: int64
             * @description attempt from which on items of one's own earlier papers may come again, by reckoning
             */
            repeat: number;
            /** @description expected score of somebody exactly at the cut, thousandths of a point */
            score: components["schemas"]["Spread"];
            /** @description time a slow reader needs, by an estimate from characters */
            seconds: components["schemas"]["Spread"];
            /** @description the reckoning is proved also for shared facts, enemies and tags */
            sure: boolean;
            /**
             * Format: int64
             * @description expected score at the cut that every paper is levelled to, thousandths of a point
             */
            target: number;
            /** @description the twenty items on most papers */
            used: components["schemas"]["Used"][];
        };
        ReportView: {
            ok: boolean;
            outlook: components["schemas"]["OutlookView"];
            short: components["schemas"]["ShortageView"][];
            /** @description enough, but each item is seen on more than one paper in ten */
            thin: components["schemas"]["ShortageView"][];
        };
        "Rescore-decideRequest": {
            approve: boolean;
            /** @description needed for a refusal */
            note?: string;
        };
        "Rescore-proposeRequest": {
            reason: string;
            release: string;
        };
        RescoreLineView: {
            /** Format: date-time */
            appliedAt?: string;
            /**
             * Format: int64
             * @description by which it stood
             */
            keyVersion: number;
            /** Format: int64 */
            newPoints: number;
            nowPassed: boolean;
            /** @enum {string} */
            outcome: "SAME" | "CHANGED" | "BROKEN" | "SKIPPED";
            passed: boolean;
            /** Format: int64 */
            points: number;
            result: string;
        };
        RescorePage: {
            /** Format: int64 */
            applied: number;
            /**
             * Format: int64
             * @description whose evidence or scorers disagree; left alone
             */
            broken: number;
            /**
             * Format: int64
             * @description that have another score
             */
            changed: number;
            /** @description questions whose corrected keys it goes by, oldest correction first */
            corrected: components["schemas"]["CorrectionView"][];
            lines: components["schemas"]["RescoreLineView"][];
            next?: string;
            /**
             * Format: int64
             * @description of these, from pass to fail
             */
            nowFail: number;
            /**
             * Format: int64
             * @description of these, from fail to pass
             */
            nowPass: number;
            rescore: components["schemas"]["RescoreView"];
            /** Format: int64 */
            results: number;
            /**
             * Format: int64
             * @description that were changed by something else after the report; left alone
             */
            skipped: number;
        };
        RescoreView: {
            /** Format: date-time */
            at: string;
            /** @description name of who proposed it */
            by: string;
            /** Format: date-time */
            decidedAt?: string;
            decider?: string;
            id: string;
            item: string;
            /**
             * Format: int64
             * @description by which results are scored again
             */
            keyVersion: number;
            note?: string;
            /** @description the caller proposed it, so somebody else decides */
            own: boolean;
            reason: string;
            release: string;
            /** @enum {string} */
            state: "COUNTING" | "READY" | "APPROVED" | "REJECTED";
        };
        ResetInBody: {
            code: string;
            document: components["schemas"]["IdentifierForm"];
            password: string;
            /** @description the phone on file */
            phone: string;
        };
        "Result-clearRequest": {
            text: string;
        };
        "Result-holdRequest": {
            /** @description account of who has to decide; left out: the caller */
            owner?: string;
            text: string;
        };
        RetentionClass: {
            /** @enum {string} */
            class: "RECORDING" | "ROOM_CAMERA" | "ROOM_RECORD" | "FACE_TEMPLATE" | "AUDIT_TRAIL" | "SYSTEM_LOG" | "ARCHIVE";
            /**
             * @description what happens then
             * @enum {string}
             */
            how: "KEY_DESTROYED" | "DELETED" | "KEPT" | "ROTATED";
            /**
             * Format: int64
             * @description 0: until the slot is over, or for ever, see rule
             */
            months: number;
            /** @description what sets it */
            rule: string;
        };
        "Review-decideRequest": {
            /**
             * Format: int64
             * @description 禁考; 0: none
             */
            banMonths: number;
            /** @description legal basis: law and article */
            basis: string;
            /** @description decision: how the statement was considered */
            considered?: string;
            facts: string;
            /** @description false: nothing is imposed */
            sanction: boolean;
            /** @description 本次成绩无效 */
            voidCurrent: boolean;
            /** @description 同一报名中已合格科目成绩无效 */
            voidPassed: boolean;
        };
        "Review-openRequest": {
            incidents: string[];
            sitting: string;
        };
        "Review-serveRequest": {
            /** @enum {string} */
            document: "NOTICE" | "DECISION";
            /** @enum {string} */
            method: "IN_PERSON" | "POST" | "PUBLIC";
            /** @description number of the posted letter, witness */
            note?: string;
            /** Format: date */
            on: string;
        };
        "Review-signRequest": {
            /** @description of review-acts; left out where nothing is established */
            act?: string;
            established: boolean;
            facts: string;
            proposal: string;
        };
        ReviewAct: {
            act: string;
            /**
             * @description 违纪, 作弊
             * @enum {string}
             */
            grade: "LESSER" | "GRAVE";
            title: components["schemas"]["IncidentWords"];
        };
        ReviewAppeal: {
            answer?: string;
            /** Format: date-time */
            at?: string;
            by?: string;
            /** Format: date-time */
            filedAt: string;
            id: string;
            review: string;
            /** @enum {string} */
            state: "FILED" | "UPHELD" | "REVOKED";
            text: string;
        };
        ReviewCase: {
            /** @description of review-acts, as two people agree */
            act?: string;
            actTitle?: components["schemas"]["IncidentWords"];
            /** Format: date */
            appealUntil?: string;
            decided: components["schemas"]["ReviewMeasures"];
            /** Format: date-time */
            endedAt?: string;
            /**
             * @description 违纪, 作弊
             * @enum {string}
             */
            grade?: "" | "LESSER" | "GRAVE";
            id: string;
            item: string;
            /** Format: date */
            litigateUntil?: string;
            no: string;
            /** Format: date-time */
            openedAt: string;
            openedBy?: string;
            /** @description by the notice */
            proposed: components["schemas"]["ReviewMeasures"];
            room: string;
            /** @description the decision imposes decided */
            sanction: boolean;
            /** Format: date */
            satOn: string;
            /** @description label */
            seat: string;
            sitting: string;
            /** @enum {string} */
            stage: "FACTS" | "NOTICE" | "SERVING_NOTICE" | "STATEMENT" | "DECISION" | "SERVING_DECISION" | "APPEALABLE" | "APPEALED" | "FINAL" | "DISMISSED";
            /**
             * Format: date
             * @description last day
             */
            statementUntil?: string;
        };
        ReviewDetail: {
            appeal?: components["schemas"]["ReviewAppeal"];
            case: components["schemas"]["ReviewCase"];
            /** @description masked */
            document: string;
            documents: components["schemas"]["ReviewDocument"][];
            effects: components["schemas"]["ReviewEffects"];
            /** @description while facts are being established only the caller's own */
            findings: components["schemas"]["ReviewFinding"][];
            incidents: components["schemas"]["IncidentView"][];
            /** @description the caller is one of them */
            mine: boolean;
            name: string;
            /**
             * Format: int64
             * @description how many have signed facts
             */
            signed: number;
            statements: components["schemas"]["ReviewStatement"][];
        };
        ReviewDocument: {
            /** Format: date-time */
            at: string;
            basis: string;
            by: string;
            /** @enum {string} */
            document: "NOTICE" | "DECISION" | "APPEAL";
            facts: string;
            /** @description hex SHA-256 of the text */
            hash: string;
            /**
             * @description left out: not served yet
             * @enum {string}
             */
            method?: "" | "PORTAL" | "IN_PERSON" | "POST" | "PUBLIC";
            no: string;
            /** @description of the service */
            note?: string;
            reasons?: string;
            /** Format: date */
            servedOn?: string;
        };
        ReviewDraft: {
            /**
             * Format: int64
             * @description 禁考; 0: none
             */
            banMonths: number;
            /** @description legal basis: law and article */
            basis: string;
            /** @description decision: how the statement was considered */
            considered?: string;
            facts: string;
            /** @description 本次成绩无效 */
            voidCurrent: boolean;
            /** @description 同一报名中已合格科目成绩无效 */
            voidPassed: boolean;
        };
        ReviewEffects: {
            /**
             * @description ENTERED: another person has to confirm it
             * @enum {string}
             */
            ban: "" | "ENTERED" | "IN_FORCE" | "REVERSED";
            /** Format: date */
            banFrom?: string;
            /** Format: date */
            banTo?: string;
            /** @enum {string} */
            results: "" | "IMPOSED" | "REVERSED";
            /**
             * Format: int64
             * @description results that became void
             */
            voided: number;
        };
        ReviewFinding: {
            act?: string;
            /** Format: date-time */
            at: string;
            by: string;
            established: boolean;
            facts: string;
            mine: boolean;
            proposal: string;
        };
        ReviewMeasures: {
            /**
             * Format: int64
             * @description 禁考; 0: none
             */
            banMonths: number;
            /** @description 本次成绩无效 */
            voidCurrent: boolean;
            /** @description 同一报名中已合格科目成绩无效 */
            voidPassed: boolean;
        };
        ReviewStatement: {
            /** Format: date-time */
            at: string;
            last: boolean;
            text: string;
        };
        ReviewTerms: {
            /** Format: int64 */
            appealDays: number;
            /** @description what the authority has to set before a notice can be written */
            blanks: string[];
            /** @description legal basis of the rule set */
            legal: string;
            /** Format: int64 */
            litigateMonths: number;
            /** @description the most that may be imposed */
            most: components["schemas"]["ReviewMeasures"];
            /**
             * Format: int64
             * @description working days
             */
            statementDays: number;
        };
        RevisionView: {
            /** Format: date-time */
            at: string;
            by: string;
            /** Format: int64 */
            keyVersion: number;
            /**
             * Format: int64
             * @description 2, 3 and so on
             */
            no: number;
            passed: boolean;
            /** Format: int64 */
            points: number;
            reason: string;
            wasPassed: boolean;
            /** Format: int64 */
            wasPoints: number;
        };
        RoleView: {
            /** @description roles that one person must not hold beside it */
            against: string[];
            at: string[];
            en: string;
            /** @description closed to whoever works for a training centre */
            examine: boolean;
            role: string;
            zh: string;
        };
        "Room-door-openRequest": {
            admission?: string;
            reason: string;
            /** @enum {string} */
            way?: "ENTRY" | "EXIT";
        };
        "Room-emergency-stepRequest": {
            /** @description false: it was not needed */
            needed: boolean;
            /** @description needed where the step was not */
            note?: string;
            step: string;
        };
        "Room-emergencyRequest": {
            /** @enum {string} */
            kind: "FIRE" | "PANIC" | "MEDICAL";
            reason: string;
        };
        "Room-lockRequest": {
            reason?: string;
        };
        "Room-outage-stateRequest": {
            /** Format: date-time */
            from: string;
            /** @enum {string} */
            reason: "EQUIPMENT" | "NETWORK" | "POWER" | "MEDICAL" | "EMERGENCY" | "IDENTITY" | "INCIDENT" | "CAMERA" | "RECHECK" | "OTHER";
            /** @description needed for OTHER */
            text?: string;
            /** Format: date-time */
            to: string;
        };
        "Room-record-signRequest": {
            hash: string;
        };
        "Room-safetyRequest": {
            /** Format: int64 */
            occupancy: number;
            /** @enum {string} */
            rechecks: "" | "ON" | "OFF";
            /** @enum {string} */
            requireTests: "" | "ON" | "OFF";
        };
        RoomCamera: {
            /**
             * Format: date-time
             * @description when its newest pictures came; left out where none did since the recording service was started
             */
            at?: string;
            /**
             * Format: int64
             * @description of the room's cameras, from 1
             */
            no: number;
            /** @description MIME type of its stream with codecs, as MediaSource takes it; left out where nothing comes, or comes in a codec that browsers do not know */
            type?: string;
        };
        RoomDayInBody: {
            /** @description in Beijing, 2006-01-02 */
            day: string;
            /** @description number of the letter of a court or authority */
            document?: string;
            reason: string;
        };
        RoomForm: {
            code: string;
            /**
             * Format: int64
             * @description minute of the day of the first start
             */
            first: number;
            /**
             * Format: int64
             * @description minutes from start to start
             */
            length: number;
            name: string;
            open: boolean;
            rules: components["schemas"]["RoomRulesView"];
            /**
             * Format: int64
             * @description minute of the day by which the last slot ends
             */
            until: number;
            /**
             * Format: int64
             * @description as read; for a change
             */
            version?: number;
        };
        RoomOutage: {
            /**
             * @description all seats were lost at once, or an officer says so
             * @enum {string}
             */
            basis: "EVIDENCE" | "STATEMENT";
            /** @description left out: the program */
            by?: string;
            /** Format: date-time */
            from: string;
            id: string;
            reason?: string;
            text?: string;
            /**
             * Format: date-time
             * @description left out while it lasts
             */
            to?: string;
        };
        RoomPiece: {
            /**
             * Format: int64
             * @description of the room's cameras, from 1
             */
            camera: number;
            /** Format: date-time */
            from: string;
            /** @description hex, of the chain up to here */
            hash: string;
            /** Format: int64 */
            height: number;
            id: string;
            /**
             * Format: int64
             * @description within the sitting, from 1
             */
            no: number;
            /** @description the room node that recorded it while the centre could not be reached; its number comes after those that were kept meanwhile */
            node?: string;
            /** @description why it does not follow the one before: GAP, SIZE, OVERRUN, FULL (there was no room); CUT: the recording process ended in the middle */
            note?: string;
            seat: string;
            /** @description hex, of the file */
            sha256: string;
            /**
             * Format: int64
             * @description bytes
             */
            size: number;
            sound: boolean;
            /** Format: date-time */
            to: string;
            /**
             * @description which picture: empty the seat's camera, its screen, or a camera of the room
             * @enum {string}
             */
            track: "" | "SCREEN" | "ROOM";
            /** Format: int64 */
            width: number;
        };
        RoomReadiness: {
            /** @description identity is checked at the seats */
            checked: boolean;
            door: components["schemas"]["FitnessView"];
            hasDoor: boolean;
            hasFace: boolean;
            /**
             * Format: int64
             * @description … at most: on the way, on a break, packing
             */
            high: number;
            /**
             * Format: int64
             * @description people with a seat
             */
            inside: number;
            /**
             * Format: int64
             * @description people inside by the log, at least
             */
            low: number;
            name: string;
            /**
             * Format: date-time
             * @description next sitting with somebody booked, within a day
             */
            nextAt?: string;
            /** Format: int64 */
            nextLoad: number;
            room: string;
            safety: components["schemas"]["SafetyView"];
            seats: components["schemas"]["FitnessView"][];
            /** @description a seat needs a passed self-test before a sitting */
            tested: boolean;
            /**
             * Format: int64
             * @description seats in service and spare
             */
            usable: number;
        };
        RoomRecording: {
            /**
             * Format: int64
             * @description number of the first of these pieces that does not continue the room's chain of hashes; 0: all do
             */
            chainBroken: number;
            /** @description by their beginning, at most a thousand */
            pieces: components["schemas"]["RoomPiece"][];
        };
        RoomRulesView: {
            /**
             * Format: int64
             * @description seconds until an unanswered call goes to the second on the roster, at least 10; 0 = 60
             */
            callSeconds?: number;
            /** Format: int64 */
            cancelBefore: number;
            /** Format: int64 */
            earliestSubmit: number;
            /**
             * Format: int64
             * @description before the start the door opens
             */
            entryOpens: number;
            /**
             * @description what lets somebody in whose face no machine compares; left out = PIN_OR_OFFICER, of rooms before there was a choice
             * @enum {string}
             */
            faceless?: "PIN_AND_OFFICER" | "PIN_OR_OFFICER";
            /**
             * Format: int64
             * @description after the start nobody enters
             */
            lateCutoff: number;
            supervision: string;
            /** @description for who reads English; left out: the usual sentence has its own, another is shown as it is */
            supervisionEn?: string;
            /**
             * Format: int64
             * @description a count
             */
            toiletExits: number;
            /**
             * Format: int64
             * @description without an uplink until uplinkThen happens to sittings at a room node; 0 = 15
             */
            uplinkMinutes?: number;
            /**
             * @description left out = CONTINUE
             * @enum {string}
             */
            uplinkThen?: "CONTINUE" | "PAUSE" | "ABORT";
        };
        RoomStorage: {
            /**
             * Format: int64
             * @description a day, measured, of seats and of the room's own cameras
             */
            dailyBytes: number;
            /**
             * Format: int64
             * @description of seats and of the room's own cameras
             */
            keptBytes: number;
            /**
             * Format: int64
             * @description a second of one seat, measured over 30 days
             */
            kilobits: number;
            /**
             * Format: int64
             * @description period by the rules
             */
            months: number;
            /**
             * Format: int64
             * @description once the period has passed at this rate
             */
            neededBytes: number;
            room: string;
            /**
             * Format: double
             * @description recorded a day, measured
             */
            seatHours: number;
        };
        RoomView: {
            code: string;
            /**
             * Format: int64
             * @description minute of the day of the first start
             */
            first: number;
            id: string;
            /**
             * Format: int64
             * @description minutes from start to start
             */
            length: number;
            name: string;
            open: boolean;
            point: string;
            rules: components["schemas"]["RoomRulesView"];
            /**
             * Format: int64
             * @description minute of the day by which the last slot ends
             */
            until: number;
            /**
             * Format: int64
             * @description as read; for a change
             */
            version?: number;
        };
        RosterPlanView: {
            /** @description no row stands in the way: the same file can be imported */
            ready: boolean;
            /**
             * Format: int64
             * @description rows that stand in the way; a file is taken as a whole or not at all
             */
            refused: number;
            report: components["schemas"]["RosterReport"];
            /** @description in the file's order */
            rows: components["schemas"]["RosterRowView"][];
        };
        RosterReport: {
            /**
             * Format: int64
             * @description persons that were not on file
             */
            created: number;
            /**
             * Format: int64
             * @description employments entered
             */
            employed: number;
            /**
             * Format: int64
             * @description rows handed on as applications
             */
            passed: number;
            /**
             * Format: int64
             * @description persons in the file
             */
            rows: number;
            /**
             * Format: int64
             * @description rows whose application columns nobody takes in this installation
             */
            unused: number;
        };
        RosterRowView: {
            /** @description an application is drafted */
            applies: boolean;
            /** @description an employment is entered */
            begins: boolean;
            /** @description masked */
            document?: string;
            /** @description name of the organisation */
            employer?: string;
            name: string;
            /**
             * @description NEW: entered; KNOWN: on file, nothing changes; CHANGED: on file, an employment or application is added; REFUSED: problems say why
             * @enum {string}
             */
            outcome: "NEW" | "KNOWN" | "CHANGED" | "REFUSED";
            problems: components["schemas"]["CellView"][];
            /**
             * Format: int64
             * @description as the spreadsheet shows it
             */
            row: number;
        };
        RuleBasis: {
            /** @enum {string} */
            date: "APPLICATION" | "SITTING" | "DECISION" | "DUE";
            org?: string;
            question: string;
            reason: string;
            source: string;
        };
        RuleCalendarDay: {
            day: string;
            name: string;
            work: boolean;
        };
        RuleCalendarYear: {
            days: components["schemas"]["RuleCalendarDay"][];
            /** @description false: no data, weekdays are used and results are provisional */
            known: boolean;
            notice?: string;
            source?: string;
            /** Format: int64 */
            version: number;
            /** Format: int64 */
            year: number;
        };
        RuleChange: {
            after: string;
            before: string;
            field?: string;
            key: string;
            /** @enum {string} */
            kind: "RULE_SET" | "CLOSE" | "ITEM" | "CALENDAR" | "BASIS";
            label: components["schemas"]["RuleText"];
            note?: string;
            source?: string;
        };
        RuleConsidered: {
            applies: boolean;
            /**
             * Format: int64
             * @description 1 = winner, 0 = does not apply
             */
            rank: number;
            reason: components["schemas"]["RuleText"];
            set: components["schemas"]["RuleSetView"];
        };
        RuleField: {
            /** @description who must set it, where it is open */
            ask?: string;
            /** @description a default that the authority has not confirmed */
            confirm: boolean;
            /** @description rule set the field comes from; empty for the catalogue */
            from?: string;
            label: components["schemas"]["RuleText"];
            name: string;
            note?: string;
            /** @description [S: title] found text, [S~: title] unreliable, [K] general knowledge, [design] proposal */
            source: string;
            /**
             * @description empty: no set states it
             * @enum {string}
             */
            state: "GIVEN" | "BLANK" | "";
            value: components["schemas"]["RuleText"];
        };
        RuleGuide: {
            item: components["schemas"]["CatalogueItem"];
            legal: string[];
            on: string;
            sections: components["schemas"]["RuleGuideSection"][];
        };
        RuleGuideLine: {
            /** @description rule field it states */
            field?: string;
            /** @description the authority has not set it yet */
            pending: boolean;
            text: components["schemas"]["RuleText"];
        };
        RuleGuideSection: {
            key: string;
            lines: components["schemas"]["RuleGuideLine"][];
            title: components["schemas"]["RuleText"];
        };
        RuleInForce: {
            considered: components["schemas"]["RuleConsidered"][];
            fields: components["schemas"]["RuleField"][];
            item?: components["schemas"]["CatalogueItem"];
            on: string;
            personType: string;
            track: string;
            winner: components["schemas"]["RuleSetView"];
        };
        RulePreview: {
            changes: components["schemas"]["RuleChange"][];
            /** @description the file as it was read */
            content: string;
            /** @description set where the file no longer fits the rules in force */
            problem?: components["schemas"]["RuleProblem"];
            proposal: components["schemas"]["RuleProposal"];
            warnings: string[];
        };
        RuleProblem: {
            code: string;
            lines: components["schemas"]["RuleText"][];
            text: components["schemas"]["RuleText"];
        };
        RuleProposal: {
            /** Format: date-time */
            decidedAt?: string;
            decidedName?: string;
            /** @description sha256 of the file; approve sends it back */
            digest: string;
            id: string;
            /** @description empty: national */
            org?: string;
            /** Format: date-time */
            proposedAt: string;
            proposedName: string;
            reason?: string;
            /** @enum {string} */
            state: "PENDING" | "APPROVED" | "REJECTED" | "WITHDRAWN";
            title: string;
        };
        "Rules-approveRequest": {
            digest: string;
        };
        "Rules-proposeRequest": {
            content: string;
        };
        "Rules-rejectRequest": {
            reason: string;
        };
        RuleSetView: {
            effectiveFrom: string;
            group?: string;
            id: string;
            item?: string;
            key: string;
            lastDay?: string;
            legal: string;
            note?: string;
            /** @description empty: national */
            org?: string;
            proposal?: string;
            /** @description embedded in the program */
            seed: boolean;
        };
        RuleText: {
            en: string;
            zh: string;
        };
        SafetyView: {
            /**
             * Format: int64
             * @description the room camera's last head count
             */
            counted?: number;
            /** Format: date-time */
            countedAt?: string;
            /** @enum {string} */
            countOff?: "TOO_MANY" | "TOO_FEW";
            /**
             * Format: date-time
             * @description since when the door stands open
             */
            doorOpenAt?: string;
            /** @enum {string} */
            emergency?: "FIRE" | "PANIC" | "MEDICAL";
            /** Format: date-time */
            emergencyAt?: string;
            /** @description left out: a wire of the room */
            emergencyBy?: string;
            emergencyNote?: string;
            /** Format: date-time */
            lockedAt?: string;
            lockedBy?: string;
            lockReason?: string;
            /** Format: date-time */
            mainsLostAt?: string;
            /**
             * Format: int64
             * @description most people inside; 0: no limit
             */
            occupancy: number;
            /** @description pause of the room that the emergency made; resume it with pause-resume */
            pause?: string;
            /**
             * @description empty: by the room's hardware
             * @enum {string}
             */
            rechecks: "" | "ON" | "OFF";
            /**
             * @description empty: by the room's hardware
             * @enum {string}
             */
            requireTests: "" | "ON" | "OFF";
            /**
             * Format: date-time
             * @description since when the door's controller does not answer
             */
            silentSince?: string;
        };
        "Sample-judgeRequest": {
            /**
             * @description what the title names is in the clip, or not
             * @enum {string}
             */
            verdict: "TRUE" | "FALSE";
        };
        "Score-check-assignRequest": {
            account: string;
        };
        "Score-check-signRequest": {
            /** @description left out: the program's draft */
            reply?: string;
        };
        ScoreCheckPage: {
            check: components["schemas"]["ScoreCheckView"];
            result: components["schemas"]["StaffResultDetail"];
        };
        ScoreCheckView: {
            /** @description of the assignee */
            account?: string;
            /** Format: date-time */
            askedAt: string;
            /** @description name */
            assignee?: string;
            changed: boolean;
            draft?: string;
            /** Format: date */
            dueOn: string;
            /** @description what the program found by scoring again */
            finding?: components["schemas"]["Finding"];
            id: string;
            /**
             * Format: int64
             * @description today: 0 in time, 1 due soon, 2 overdue
             */
            late: number;
            reason: string;
            /** Format: date-time */
            repliedAt?: string;
            reply?: string;
            result: string;
            /** @enum {string} */
            state: "REQUESTED" | "ASSIGNED" | "REPLIED";
        };
        Sealed: {
            report: string;
            signature: string;
        };
        SealedFileView: {
            /** @description once it is here, or where earlier ones are */
            bank?: string;
            bank_name: string;
            /**
             * Format: int64
             * @description items
             */
            count: number;
            /**
             * Format: int64
             * @description pictures, clips and sounds
             */
            files: number;
            /** @description of the owner's key */
            fingerprint: string;
            /**
             * Format: date
             * @description first day on which papers may be drawn
             */
            from: string;
            item_code: string;
            /** Format: date-time */
            made_at: string;
            name: string;
            /** @description false: it joins earlier releases of its owner */
            new_bank: boolean;
            /**
             * Format: int64
             * @description of the release at its owner
             */
            no: number;
            /** @description as registered here */
            owner: string;
            /** @enum {string} */
            purpose: "CERTIFICATION" | "PRACTICE";
            /** @description digits of GB/T 2260 with which the authority's code begins; empty: everywhere */
            region: string;
            /** @description once it is here */
            release?: string;
            /** @description answers to its items may be counted */
            statistics: boolean;
            /** @description of what its owner signed; the import names it */
            sum: string;
            /** @description items by type and topic */
            tallies: components["schemas"]["SealedTally"][];
            /**
             * Format: date
             * @description last day
             */
            to: string;
        };
        SealedKeysView: {
            /** @description X25519, hex: owners seal releases to it */
            device: string;
            /** @description SHA-256, hex */
            device_fingerprint: string;
            /** @description Ed25519, hex: receivers check this installation's releases with it */
            owner: string;
            /** @description SHA-256, hex */
            owner_fingerprint: string;
        };
        SealedReleaseView: {
            /** @description who imported it */
            by: components["schemas"]["BankSignature"];
            /** @description of the owner's key */
            fingerprint: string;
            /**
             * Format: date
             * @description first day on which papers may be drawn
             */
            from: string;
            /**
             * Format: int64
             * @description of the release at its owner
             */
            no: number;
            /** @description as registered here */
            owner: string;
            /** @description digits of GB/T 2260 with which the authority's code begins; empty: everywhere */
            region: string;
            release: string;
            /** @description answers to its items may be counted */
            statistics: boolean;
            /**
             * Format: date
             * @description last day
             */
            to: string;
        };
        SealedTally: {
            /** Format: int64 */
            items: number;
            topic: string;
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
        };
        SealingAsk: {
            /** @description device keys of the receivers, hex */
            devices: string[];
            /** @description first day of use, 2026-01-31 */
            from: string;
            /** @description this house, as receivers know it */
            owner: string;
            /** @description why it is needed, and who gets it; receivers and terms are written behind it */
            reason: string;
            /** @description digits that the receiving authority's code of GB/T 2260 begins with; left out: everywhere */
            region?: string;
            /** @description receivers may count answers to the items */
            statistics?: boolean;
            /** @description last day of use */
            to: string;
        };
        SealingForm: {
            /** @description device keys of the receivers, hex */
            devices: string[];
            /** @description first day of use, 2026-01-31 */
            from: string;
            /** @description this house, as receivers know it */
            owner: string;
            /** @description digits that the receiving authority's code of GB/T 2260 begins with; left out: everywhere */
            region?: string;
            /** @description receivers may count answers to the items */
            statistics?: boolean;
            /** @description last day of use */
            to: string;
        };
        SearchPermitsInBody: {
            /** @enum {string} */
            act?: "NONE" | "SUSPENDED" | "REVOKED" | "WITHDRAWN" | "CANCELLED" | "EXTENDED" | "REPLACED";
            cursor?: string;
            item?: string;
            /**
             * Format: int64
             * @default 50
             */
            limit: number;
            /** @description whole name */
            name?: string;
            /** @enum {string} */
            national?: "PENDING" | "CONFIRMED";
            /** @description whole number */
            number?: string;
        };
        "Seat-answersRequest": {
            /** Format: int64 */
            epoch: number;
            records: components["schemas"]["SeatRecord"][];
            sitting: string;
        };
        "Seat-answersResponse": {
            receipts: components["schemas"]["SeatReceipt"][];
        };
        "Seat-breakRequest": {
            /** Format: int64 */
            epoch: number;
            /**
             * Format: int64
             * @description number of the last record the page sent
             */
            last: number;
            sitting: string;
        };
        "Seat-pledgeRequest": {
            /** Format: int64 */
            epoch: number;
            /** @description 16 random bytes */
            nonce: string;
            notices: components["schemas"]["SeatConfirmed"][];
            sitting: string;
        };
        "Seat-practice-doneRequest": {
            /** Format: int64 */
            epoch: number;
            sitting: string;
            skipped: boolean;
        };
        "Seat-selftest-reportRequest": {
            /**
             * Format: date-time
             * @description of this terminal, when it sends
             */
            clock: string;
            parts: components["schemas"]["SelfTestPart"][];
            run: string;
        };
        "Seat-selftest-reportResponse": {
            passed: boolean;
        };
        "Seat-serviceRequest": {
            reason: string;
            /** @enum {string} */
            state: "IN_SERVICE" | "SPARE" | "OUT";
        };
        "Seat-submitRequest": {
            /** Format: int64 */
            epoch: number;
            /**
             * Format: int64
             * @description number of the last record the page sent
             */
            last: number;
            sitting: string;
        };
        SeatAgentView: {
            agent: string;
            displays: string[];
            /** Format: date-time */
            enrolledAt: string;
            failing: components["schemas"]["AgentFailure"][];
            /** @description as reported last */
            files: components["schemas"]["AgentFile"][];
            /** @description name of its public key */
            key: string;
            seat: string;
            /** Format: date-time */
            seenAt?: string;
            /** @description what it cannot look at */
            troubles: string[];
            usb: string[];
            /**
             * Format: date-time
             * @description since when what it reported counts as usual
             */
            usualAt?: string;
            /** @description it hears every input device of the machine */
            whole: boolean;
        };
        SeatCandidate: {
            document: string;
            item_code: string;
            item_name: string;
            name: string;
        };
        SeatConfirmed: {
            kind: string;
            /** Format: int64 */
            version: number;
        };
        SeatForm: {
            /** Format: int64 */
            col: number;
            label: string;
            /** Format: int64 */
            no: number;
            /** Format: int64 */
            row: number;
            /** @enum {string} */
            state: "IN_SERVICE" | "SPARE" | "OUT";
        };
        SeatGrip: {
            /** Format: int64 */
            epoch: number;
            sitting: string;
        };
        SeatMedia: {
            /** @description publish camera and microphone while somebody sits */
            cameras: boolean;
            /** @description the page may compare who sits there with who sat down: the person agreed */
            compare?: boolean;
            /**
             * Format: int64
             * @description at most, in a second
             */
            kilobits: number;
            /** @description also offer a second video line with the screen */
            screen?: boolean;
            servers?: components["schemas"]["IceServer"][] | null;
            /** @description left out: the page looks for no things */
            things?: components["schemas"]["SeatThings"];
        };
        SeatMessage: {
            /** Format: date-time */
            at: string;
            id: string;
            text: string;
        };
        SeatOutcome: {
            /** Format: int64 */
            full: number;
            /** Format: int64 */
            pass_mark: number;
            passed: boolean;
            /** Format: int64 */
            points: number;
            state: string;
        };
        SeatReceipt: {
            ack?: components["schemas"]["Ack"];
            nack?: components["schemas"]["Nack"];
            /** Format: int64 */
            seq: number;
        };
        SeatRecord: {
            /** @description ANSWER: letters in rising order, empty takes back; MARK: 1 or empty */
            answer: string;
            /**
             * Format: int64
             * @description the terminal's clock in ms, information only
             */
            client_at: number;
            /** @description the input that caused it, as on the socket */
            in?: string;
            /** @enum {string} */
            kind: "ANSWER" | "MARK";
            /** Format: int64 */
            question: number;
            /** Format: int64 */
            seq: number;
        };
        "Seats-setRequest": {
            seats: components["schemas"]["SeatForm"][];
        };
        SeatState: {
            /** Format: int64 */
            attempt: number;
            /** Format: int64 */
            base_seconds: number;
            /** Format: int64 */
            break_at?: number;
            break_freezes?: boolean;
            break_runs?: boolean;
            /** Format: int64 */
            break_seconds?: number;
            candidate?: components["schemas"]["SeatCandidate"];
            cause: string;
            commit?: string;
            /** Format: int64 */
            credited_seconds: number;
            /** Format: int64 */
            deadline: number;
            /** Format: int64 */
            earliest_submit: number;
            /** Format: int64 */
            epoch: number;
            /** Format: int64 */
            extra_seconds: number;
            frozen?: number[] | null;
            given?: components["schemas"]["SeatTime"][] | null;
            idle: boolean;
            kind: string;
            language?: string;
            /** Format: int64 */
            last_seq: number;
            next: string;
            notices?: components["schemas"]["NoticeText"][] | null;
            /** Format: int64 */
            now: number;
            outcome?: components["schemas"]["SeatOutcome"];
            pause_kind?: string;
            pause_reason?: string;
            /** Format: int64 */
            paused_at?: number;
            phase: string;
            proof: string;
            receipt?: string;
            /** Format: int64 */
            remaining_ms: number;
            seat: string;
            seat_label: string;
            sheet?: components["schemas"]["Sheet"];
            sitting: string;
            /** Format: int64 */
            start_by: number;
            /** Format: int64 */
            started_at: number;
            stored?: components["schemas"]["SeatStored"][] | null;
            /** Format: int64 */
            submitted_at: number;
            /** Format: int64 */
            version: number;
        };
        SeatStored: {
            answer: string;
            marked: boolean;
            /** Format: int64 */
            question: number;
        };
        SeatThings: {
            /**
             * Format: int64
             * @description seconds between two looks, where the terminal has the time
             */
            every: number;
            /**
             * Format: double
             * @description score from which a thing is told
             */
            least: number;
            /** @description path of the model below /models/ */
            model: string;
        };
        SeatTime: {
            /** Format: int64 */
            at: number;
            code: string;
            /** Format: int64 */
            from: number;
            kind: string;
            /** Format: int64 */
            seconds: number;
            text?: string;
            /** Format: int64 */
            to: number;
        };
        SeatView: {
            /** Format: int64 */
            col: number;
            id: string;
            label: string;
            /** Format: int64 */
            no: number;
            /** Format: int64 */
            row: number;
            /** @enum {string} */
            state: "IN_SERVICE" | "SPARE" | "OUT";
        };
        Section: {
            /**
             * Format: int64
             * @description questions; CASE: cases
             */
            count: number;
            /**
             * Format: int64
             * @description CASE: how many parts each case has; only cases with as many are drawn
             */
            parts?: number;
            /**
             * Format: int64
             * @description points per question; CASE: per part
             */
            points: number;
            title: string;
            /** @description what is not given to a topic is drawn from the topics no section of this type names */
            topics?: components["schemas"]["Quota"][];
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
        };
        SeenWeek: {
            monday: string;
            /** Format: int64 */
            right: number;
            /** Format: int64 */
            seen: number;
        };
        SelfTestPart: {
            ok: boolean;
            /** @enum {string} */
            part: "camera" | "microphone" | "speaker" | "storage" | "network";
            why?: string;
        };
        SelfTestWanted: {
            /** Format: date-time */
            now: string;
            parts: string[];
            /** @description left out: nothing to test now */
            run?: string;
        };
        "Send-claim-codeRequest": {
            document: components["schemas"]["IdentifierForm"];
        };
        "Send-codeRequest": {
            phone: string;
            /** @enum {string} */
            purpose: "REGISTER" | "LOGIN" | "RESET" | "NEW_PHONE";
        };
        ServersOut: {
            items: components["schemas"]["IceServer"][];
        };
        SessionView: {
            /** @description account or person */
            id: string;
            /** @enum {string} */
            kind: "STAFF" | "CANDIDATE";
        };
        SetupInBody: {
            login: string;
            /** @description the root authority; its kind is AUTHORITY */
            org: components["schemas"]["OrgForm"];
            password: string;
            /** @description the first system administrator */
            person: components["schemas"]["PersonForm"];
            token: string;
        };
        Sheet: {
            /** Format: int64 */
            minutes: number;
            /** Format: int64 */
            pass: number;
            questions: components["schemas"]["SheetQuestion"][];
            /** Format: int64 */
            total: number;
        };
        SheetOption: {
            /** @description HOTSPOT: what of the picture it is */
            area?: components["schemas"]["Area"];
            letter: string;
            /** @description reads the text aloud */
            sound?: components["schemas"]["Sound"];
            text: string;
        };
        SheetQuestion: {
            /** @description the question is one of several that share a stem; the pictures belong to that */
            case?: components["schemas"]["CasePart"];
            media?: components["schemas"]["Medium"][];
            /** Format: int64 */
            no: number;
            options: components["schemas"]["SheetOption"][];
            /** Format: int64 */
            points: number;
            section: string;
            /** @description reads the stem aloud; where it is there, every option and the stem of the case have theirs */
            sound?: components["schemas"]["Sound"];
            stem: string;
            /** @description the question in the language of the sitting */
            told?: components["schemas"]["Told"];
            /** @enum {string} */
            type: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT";
        };
        ShiftForm: {
            /** Format: date-time */
            from: string;
            /**
             * Format: int64
             * @description over all rooms at once; 0 = 30
             */
            maxSeats?: number;
            /** @description account of the remote invigilator */
            officer: string;
            /**
             * Format: int64
             * @description until that person stands at the door
             */
            onCallMinutes: number;
            onCallName: string;
            onCallPhone: string;
            /** @description account that takes over; another person */
            second: string;
            /** Format: date-time */
            to: string;
        };
        ShiftView: {
            /** Format: date-time */
            from: string;
            id: string;
            /**
             * Format: int64
             * @description over all rooms at once; 0 = 30
             */
            maxSeats?: number;
            /** @description account of the remote invigilator */
            officer: string;
            officerName: string;
            /**
             * Format: int64
             * @description until that person stands at the door
             */
            onCallMinutes: number;
            onCallName: string;
            onCallPhone: string;
            room: string;
            /** @description account that takes over; another person */
            second: string;
            secondName: string;
            /** Format: date-time */
            to: string;
        };
        ShortageView: {
            code: string;
            message: string;
            /** @description have, need, and the section, topic or tag */
            numbers: {
                [key: string]: string;
            };
        };
        SignForm: {
            /** @description read the card on the reader */
            card?: boolean;
            /** @description document kind of number; ID_CARD when left out */
            kind?: string;
            number?: string;
            ticket?: string;
        };
        "Sitting-moveRequest": {
            /** @enum {string} */
            reason: "EQUIPMENT" | "NETWORK" | "POWER" | "MEDICAL" | "EMERGENCY" | "IDENTITY" | "INCIDENT" | "CAMERA" | "RECHECK" | "OTHER";
            seat: string;
            /** @description needed for OTHER */
            text?: string;
        };
        SittingEvidence: {
            /** @description document by which the room runs so */
            authority?: string;
            /** @description the rule; NO_RULE, NO_PERIOD: there is none */
            basis: string;
            /** Format: date-time */
            deletedAt?: string;
            /** @description first day on which they may be deleted */
            deleteOn?: string;
            holds: components["schemas"]["EvidenceHold"][];
            issuer?: string;
            /** @description what keeps them longer: HOLD, open procedures */
            keptBy: string[];
            /**
             * Format: int64
             * @description period of the recordings; 0: the authority has not set it
             */
            months: number;
            /** @description guarantees that this seat did not give */
            notCovered: string[];
            /** @description hash of the proof of the deletion */
            proof?: string;
            /** @description the newest last */
            roots: components["schemas"]["EvidenceRoot"][];
            sitting: string;
            /** @enum {string} */
            state: "KEPT" | "DELETING" | "DELETED";
            /** @enum {string} */
            supervision: "ON_SITE" | "REMOTE_OFFICER" | "NONE" | "NONE_PILOT";
            tracks: components["schemas"]["EvidenceTrack"][];
        };
        SittingInput: {
            /**
             * Format: int64
             * @description in which the agent reported
             */
            agentSeconds: number;
            /**
             * Format: int64
             * @description that came, repeats not counted
             */
            answers: number;
            /**
             * Format: int64
             * @description by screen reader, switch or voice
             */
            assist: number;
            /**
             * Format: int64
             * @description held against the kernel's counts
             */
            checked: number;
            /**
             * @description NONE: the page said nothing; BROWSER_ONLY: nothing below the page
             * @enum {string}
             */
            coverage: "NONE" | "BROWSER_ONLY" | "AGENT";
            /**
             * Format: int64
             * @description changes of the display
             */
            displays: number;
            /**
             * Format: int64
             * @description without a fresh event of their own
             */
            eventless: number;
            /** Format: int64 */
            keys: number;
            /**
             * Format: int64
             * @description of these, caused by a trusted local event
             */
            local: number;
            /**
             * Format: int64
             * @description of these, without input below the page
             */
            missing: number;
            /** Format: int64 */
            mouse: number;
            /** Format: int64 */
            pages: number;
            /** Format: int64 */
            pen: number;
            /**
             * Format: int64
             * @description sent later than they were given
             */
            replayed: number;
            /** Format: int64 */
            touch: number;
            /**
             * Format: int64
             * @description made by a script's event
             */
            untrusted: number;
        };
        SittingReason: {
            /** @enum {string} */
            reason: "EQUIPMENT" | "NETWORK" | "POWER" | "MEDICAL" | "EMERGENCY" | "IDENTITY" | "INCIDENT" | "CAMERA" | "RECHECK" | "OTHER";
            /** @description needed for OTHER */
            text?: string;
        };
        SittingRecording: {
            /** @description only with files=true: segments whose file is missing or changed */
            badFiles?: number[] | null;
            /**
             * Format: int64
             * @description number of the first segment that does not continue the chain; 0: all do
             */
            chainBroken: number;
            gaps: components["schemas"]["CameraGap"][];
            /** @description the camera shows a picture now */
            live: boolean;
            /** Format: int64 */
            percent: number;
            /**
             * Format: int64
             * @description of that, in closed segments; the minute under way is not in it
             */
            recordedSeconds: number;
            segments: components["schemas"]["RecordingSegment"][];
            /**
             * Format: int64
             * @description the paper was open
             */
            totalSeconds: number;
        };
        SittingSupervision: {
            /** @description cut to the time in which the paper was open */
            gaps: components["schemas"]["SupervisionGap"][];
            /**
             * Format: int64
             * @description in all; what overlaps counts once
             */
            seconds: number;
        };
        SittingTime: {
            /** Format: int64 */
            base: number;
            /**
             * Format: int64
             * @description the sum of given
             */
            credited: number;
            /**
             * Format: int64
             * @description accommodation
             */
            extra: number;
            given: components["schemas"]["TimeGiven"][];
        };
        SittingView: {
            /** Format: int64 */
            attempt: number;
            /** Format: int64 */
            baseSeconds: number;
            cause?: string;
            /** Format: int64 */
            creditedSeconds: number;
            /** Format: date-time */
            deadline?: string;
            /** Format: int64 */
            extraSeconds: number;
            id: string;
            itemCode: string;
            /** @enum {string} */
            kind: "FORMAL" | "CLASS" | "MOCK" | "SPOT";
            /** Format: int64 */
            leftSeconds: number;
            /** @description occupies its seat */
            live: boolean;
            /** @description masked */
            name?: string;
            /** @description who has to act: CANDIDATE (after a technical abort: books again), REMOTE_INVIGILATOR, SYSTEM, RESULT_RELEASER, REVIEWER; empty when void */
            next: string;
            /** Format: date-time */
            pausedAt?: string;
            /**
             * @description left out: an officer paused this person
             * @enum {string}
             */
            pauseKind?: "ROOM" | "SITE" | "BREAK" | "BREAK_RUNS";
            /**
             * Format: date-time
             * @description a paused sitting cannot go on after this; left out where the rules set no limit
             */
            resumeBy?: string;
            room: string;
            seat: string;
            seatLabel: string;
            /** Format: date-time */
            startedAt?: string;
            /** @enum {string} */
            state: "ASSIGNED" | "PLEDGED" | "PRACTISED" | "RUNNING" | "PAUSED" | "SUBMITTED" | "SCORED" | "UNDER_REVIEW" | "ABORTED_TECHNICAL" | "LAPSED" | "VOIDED";
            /**
             * Format: int64
             * @description answers and marks stored
             */
            stored: number;
            /** Format: date-time */
            submittedAt?: string;
        };
        SlotEntryView: {
            admission?: string;
            /** Format: date-time */
            admittedAt?: string;
            booking: string;
            itemCode: string;
            /** @enum {string} */
            matchMethod?: "CHIP_PIN" | "PIN_OFFICER" | "REMOTE_OFFICER" | "ONSITE_OFFICER" | "CHIP_FACE";
            person: string;
            seat?: string;
            state: string;
            walkIn: boolean;
        };
        SlotFactsView: {
            /** Format: int64 */
            aborted: number;
            /**
             * Format: int64
             * @description 缺考
             */
            absent: number;
            /**
             * Format: date-time
             * @description an officer lets nobody new in from here on
             */
            closedAt?: string;
            day: string;
            /** @description of the authorization in force; empty when none was */
            documentNo: string;
            /** Format: date-time */
            endsAt: string;
            entries: components["schemas"]["SlotEntryView"][];
            /**
             * Format: int64
             * @description 应到
             */
            expected: number;
            /** @description nobody can be let in any more: closed or over, nobody expected, at the door or seated */
            noMoreAdmissions: boolean;
            point: string;
            /**
             * Format: int64
             * @description 实到
             */
            present: number;
            room: string;
            shifts: components["schemas"]["ShiftView"][];
            slot: string;
            /** Format: date-time */
            startsAt: string;
            /**
             * Format: int64
             * @description not yet decided
             */
            waiting: number;
            /** Format: int64 */
            walkIns: number;
        };
        SlotView: {
            bookable: boolean;
            /** Format: int64 */
            capacity: number;
            /** Format: date-time */
            endsAt: string;
            /** Format: int64 */
            free: number;
            id: string;
            room: string;
            roomName: string;
            /** Format: date-time */
            startsAt: string;
            /** @description why it cannot be booked */
            why?: components["schemas"]["Reason"];
        };
        Sound: {
            /** @description SHA-256 of the bytes, hex */
            digest: string;
            /**
             * Format: int64
             * @description how long it is
             */
            millis: number;
            /** @enum {string} */
            type: "audio/webm";
        };
        SourceView: {
            /** @description release */
            into: string;
            sealed: components["schemas"]["SealedReleaseView"];
        };
        SpokenForm: {
            /** @description SHA-256 of a sound that the bank holds, hex */
            digest: string;
            /**
             * Format: int64
             * @description how long it is; known to the bank
             */
            millis?: number;
            /** @description SHA-256 of the text that it reads, UTF-8, hex; another text than the one at its place is refused */
            of: string;
            /** @description stem; A to H: an option as it was written; 1 to 6: the stem of a question of a case, with a letter behind it one of its options */
            place: string;
            /** @description what is said, where a number, unit or sign is written otherwise; left out: the text as it is */
            said?: string;
        };
        Spread: {
            bins: number[];
            /**
             * Format: int64
             * @description beginning of the first bar
             */
            from: number;
            /** Format: int64 */
            least: number;
            /** Format: int64 */
            mean: number;
            /** Format: int64 */
            most: number;
            /** Format: int64 */
            sd: number;
            /**
             * Format: int64
             * @description of a bar
             */
            width: number;
        };
        StaffLoginInBody: {
            login: string;
            password: string;
        };
        StaffMeView: {
            grants: components["schemas"]["GrantView"][];
            id: string;
            login: string;
            /** @description the password must be changed before anything else */
            mustChange: boolean;
            name: string;
        };
        StaffPermit: {
            application: string;
            basis: components["schemas"]["Basis"];
            category: string;
            changes: components["schemas"]["PermitChangeView"][];
            /** @enum {string} */
            colour: "GREEN" | "AMBER" | "RED";
            docMasked: string;
            /**
             * Format: date
             * @description last day of a deferral
             */
            extendedTo?: string;
            /** Format: date */
            firstIssuedOn: string;
            /** @description the permit that this one renews, replaces or corrects */
            follows?: string;
            history: components["schemas"]["PermitEventView"][];
            holder: string;
            id: string;
            /** Format: date-time */
            issuedAt: string;
            issuedBy: string;
            issuer: string;
            item: string;
            itemName: string;
            /** @enum {string} */
            kind: "OPERATION_PERMIT" | "COMPETENCE_CERT" | "TRAINING_PROOF";
            /** @enum {string} */
            national: "PENDING" | "CONFIRMED";
            nationalNo?: string;
            numberMasked: string;
            person: string;
            review: string;
            state: string;
            stateText: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validTo: string;
        };
        StaffResultDetail: {
            /** Format: date */
            alarmOn?: string;
            /** Format: int64 */
            attempt: number;
            centre?: string;
            /** @description last hash of the answer journal */
            chain: string;
            /** @description as on the day of the sitting */
            employer?: string;
            /** Format: int64 */
            full: number;
            holds: components["schemas"]["HoldView"][];
            id: string;
            item: string;
            /** Format: int64 */
            keyVersion: number;
            /** @description masked */
            name: string;
            passed: boolean;
            /** Format: int64 */
            passMark: number;
            /** Format: int64 */
            points: number;
            /**
             * Format: date
             * @description last day of publication; absent until computed
             */
            publishBy?: string;
            /** Format: date-time */
            releasedAt?: string;
            releasedBy?: string;
            /** Format: date */
            satOn: string;
            /**
             * Format: int64
             * @description points by the second scorer at the release
             */
            secondScorer?: number;
            sitting: string;
            /** @enum {string} */
            state: "PROVISIONAL" | "HELD" | "RELEASED" | "VOIDED";
            versions: components["schemas"]["RevisionView"][];
        };
        SupervisionGap: {
            /** @enum {string} */
            cause: "OFFICER_AWAY" | "UPLINK_LOST" | "CAMERA_LOST" | "POWER" | "SERVER_DOWN" | "OTHER";
            closedBy?: string;
            /** Format: date-time */
            from: string;
            id: string;
            note?: string;
            /** @description name; left out: the program */
            openedBy?: string;
            room: string;
            /** @description left out: the whole room */
            sitting?: string;
            /**
             * Format: date-time
             * @description left out while it lasts
             */
            to?: string;
        };
        TagMin: {
            /** Format: int64 */
            min: number;
            tag: string;
        };
        TerminalPlace: {
            /** @description of the duty desk */
            phone?: string;
            point: string;
            room: string;
            roomId: string;
            /** @description label; only at a seat */
            seat?: string;
            /** @description of the room */
            seats: components["schemas"]["MapSeat"][];
            /** @description the sentence that every page of the room shows */
            supervision: string;
            /** @description in English, where there is one */
            supervisionEn?: string;
        };
        TestPartView: {
            /** @description a seat without it leaves the inventory */
            must: boolean;
            ok: boolean;
            /** @enum {string} */
            part: "attestation" | "camera" | "microphone" | "speaker" | "clock" | "storage" | "network" | "door_contact" | "card_reader" | "face_device" | "head_counter";
            /** @description code */
            why?: string;
        };
        TheoryBasis: {
            on: string;
            pass: string;
            /** Format: int64 */
            points: number;
            result: string;
            /** Format: int64 */
            revision: number;
            until: string;
        };
        "Ticket-pinResponse": {
            pin: string;
        };
        TicketView: {
            booking: components["schemas"]["BookingView"];
            /** @description 26 characters; also typed at the gate */
            code: string;
            /** @description masked */
            document: string;
            /**
             * Format: int64
             * @description minutes after the own start before one may hand in
             */
            earliestSubmit: number;
            /**
             * Format: date-time
             * @description the door opens
             */
            entryAt: string;
            hasPin: boolean;
            /**
             * Format: date-time
             * @description no entry from here
             */
            lateAt: string;
            /** @description lottery code of what the person's phone gave to the draw of the paper; absent while it gave nothing */
            lot?: string;
            /** @description masked */
            name: string;
            point: components["schemas"]["PointView"];
            /** @description SVG of the QR code */
            qr: string;
            roomName: string;
            /** Format: date-time */
            startsAt: string;
            supervision: string;
            /** @description in English, where there is one */
            supervisionEn?: string;
        };
        TimeGiven: {
            /**
             * Format: date-time
             * @description when it was given
             */
            at: string;
            /** @description reason of the catalogue; OUTAGE: SERVER_DOWN, ROOM_POWER */
            code?: string;
            /**
             * Format: date-time
             * @description of what it was given for
             */
            from?: string;
            /** @enum {string} */
            kind: "PAUSE" | "ROOM" | "SITE" | "BREAK" | "OUTAGE";
            /** Format: int64 */
            seconds: number;
            /** @description the officer's words */
            text?: string;
            /** Format: date-time */
            to?: string;
        };
        TimelineMoment: {
            /** Format: date-time */
            at: string;
            id?: string;
            /** @description ANSWER and MARK are times and nothing else; PLEDGE, START, PAUSE, RESUME, CREDIT, MOVE, SUBMIT, ABORT, SEGMENT, GAP, UNWATCHED, INCIDENT, DECISION, STILL, DOOR; INPUT and SOUND are counts and levels of ten seconds */
            kind: string;
            note?: string;
            /** Format: date-time */
            to?: string;
        };
        Told: {
            /** @description what pictures and clips show, in the order of media */
            alts?: string[] | null;
            /** @description the stem that the parts of a case share */
            case?: string;
            /** @enum {string} */
            language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /** @description in the order of the question's options */
            options: string[];
            stem: string;
        };
        Trainee: {
            country?: string;
            docKind?: string;
            id?: string;
            name?: string;
            number?: string;
        };
        Training: {
            /** Format: int64 */
            hours: number;
            kind: string;
            last: string;
            refs: string[] | null;
            /** Format: int64 */
            required: number;
        };
        TrainingExemption: {
            /** Format: date-time */
            decidedAt?: string;
            decidedName?: string;
            decision?: string;
            evidence: string;
            id: string;
            item: string;
            org: string;
            person: string;
            /** @enum {string} */
            reason: "SKILL_CERT" | "DEGREE";
            /** @enum {string} */
            state: "SUBMITTED" | "APPROVED" | "REJECTED" | "REVOKED";
            /** Format: date-time */
            submittedAt: string;
            submittedName: string;
        };
        TrainingNeed: {
            exempt: boolean;
            item: string;
            met: boolean;
            /** Format: int64 */
            recorded: number;
            /**
             * Format: int64
             * @description class hours; missing where the authority has not set them
             */
            required?: number;
        };
        Turn: {
            /**
             * Format: int64
             * @description questions that stood on an earlier paper
             */
            again: number;
            /**
             * Format: int64
             * @description earlier papers of which no item was allowed
             */
            barred: number;
            /**
             * Format: int64
             * @description of them on the paper just before; always 0
             */
            last: number;
            /** Format: int64 */
            no: number;
        };
        Used: {
            /** Format: int64 */
            papers: number;
            /** @description item version */
            version: string;
        };
        VariantView: {
            decider?: components["schemas"]["BankSignature"];
            /** @description the text that it translates is that of the version asked about */
            holds: boolean;
            id: string;
            /** @enum {string} */
            language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /** @description of a refusal */
            reason?: string;
            /** @enum {string} */
            state: "WRITTEN" | "CONFIRMED" | "REFUSED" | "REPLACED";
            /** @description that it was written for */
            version: string;
            wording: components["schemas"]["WordingForm"];
            writer?: components["schemas"]["BankSignature"];
        };
        "Verify-codeRequest": {
            code: string;
        };
        "Verify-numberRequest": {
            name: string;
            number: string;
        };
        VisitForm: {
            visit: string;
        };
        WaitingVariantView: {
            decider?: components["schemas"]["BankSignature"];
            /** @description the text that it translates is that of the version asked about */
            holds: boolean;
            id: string;
            /** @enum {string} */
            language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            /** @description written by the caller, who does not confirm it */
            own: boolean;
            /** @description of a refusal */
            reason?: string;
            /** @description the Chinese texts, in the same shape */
            source: components["schemas"]["WordingForm"];
            /** @description the writer's own number of the item */
            source_no?: string;
            /** @enum {string} */
            state: "WRITTEN" | "CONFIRMED" | "REFUSED" | "REPLACED";
            /** @description that it was written for */
            version: string;
            wording: components["schemas"]["WordingForm"];
            writer?: components["schemas"]["BankSignature"];
        };
        WordingForm: {
            /** @description what pictures and clips show */
            alts?: string[];
            /** @description may be left out; no candidate sees it */
            explanation?: string;
            /** @description in the order of the item's options, also of TRUE_FALSE */
            options?: string[];
            /** @description CASE: its questions */
            parts?: components["schemas"]["WordingPart"][];
            stem: string;
        };
        WordingPart: {
            explanation?: string;
            options?: string[];
            stem: string;
        };
        WordingView: {
            /** @description paragraphs separated by an empty line */
            body: string;
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "candidate-claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateLoginInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-login-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeLoginInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "send-claim-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Send-claim-codeRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "send-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Send-codeRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrol: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff-accept-invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffLoginInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-check": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-file-read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-material": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaterialForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-submit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-application-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-booking-hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-booking": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-booking-calendar": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-booking-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["My-booking-cancelRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-booking-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-booking-language": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedLanguage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-lot": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LotForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-lot-promise": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotPromiseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-ticket-pin": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["My-ticket-pinResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-case-appeal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Own-case-appealRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-case-document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: "NOTICE" | "DECISION" | "APPEAL";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the document */
            200: {
                headers: {
                    "Content-Security-Policy"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-case-evidence": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                segment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the segment, or the range that was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description the segment, or the range that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
        };
    };
    "own-case-receive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Own-case-receiveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-case-state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Own-case-stateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-eligibility": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["My-eligibilityResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-face": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceRecordView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Candidate-phoneRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-phone-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-photo-put": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnRecordView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-passes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePassView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "candidate-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePermitApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-correct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["My-permit-correctRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-readiness": {
        parameters: {
            query: {
                item: string;
                /** @description left out: FIRST_ISSUE */
                kind?: "FIRST_ISSUE" | "RENEWAL" | "REPLACEMENT" | "CORRECTION" | "DEFERRED";
            };
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permits": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCardView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-certificate": {
        parameters: {
            query?: {
                /** @description page: A4; card: 85.6 × 54 mm, front and back */
                size?: "page" | "card";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-code": {
        parameters: {
            query?: {
                /** @description full: with the whole number, for print; masked: for telephones and posters */
                form?: "full" | "masked";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitCodeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-permit-wallet": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["My-permit-walletRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitCredentialView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePointView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-results": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOwnResultView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-result": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnResultDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-score-check": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCheckPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-score-check-ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["My-score-check-askRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnCheckView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-transcript": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-evidence": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnEvidence"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-slots": {
        parameters: {
            query: {
                date: string;
                point: string;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSlotView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-technical-aborts": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAbortNotice"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-training": {
        parameters: {
            query?: {
                item?: string;
                /** @description authority to apply to */
                org?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnTraining"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "own-exemption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Own-exemptionRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingExemption"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agent-turn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentTurn"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agent-enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Agent-enrolRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentTurn"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agent-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sealed"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentTurn"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-call-state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device-call-stateResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-emergency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyNotice"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-card": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-check": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-exit": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-face": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-face-consent": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Gate-face-consentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-leave": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitForm"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-look": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-lot": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Gate-lotRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-officer": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-pin": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Gate-pinRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-reader": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateReader"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-screen": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Gate-screenRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-take": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Gate-takeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device-meResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatMedia"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "camera-publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description the answer; Location names the session */
            201: {
                headers: {
                    "Content-Type"?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "camera-end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "camera-renew": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    "Content-Type"?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-camera-state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Device-camera-stateRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSeatMessage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerminalPlace"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-selftest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfTestWanted"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-selftest-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-selftest-reportRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seat-selftest-reportResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-state": {
        parameters: {
            query?: {
                /** @description sitting the page shows, so that its end is shown too */
                held?: string;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-answers": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
                /** @description as in hello on the socket */
                "X-SuiKao-Page"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-answersRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seat-answersResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-break": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-breakRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-connect": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
                /** @description as in hello on the socket */
                "X-SuiKao-Nth"?: number;
                /** @description as in hello on the socket */
                "X-SuiKao-Page"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-input": {
        parameters: {
            query?: never;
            header?: {
                /** @description as in hello on the socket */
                "X-SuiKao-Page"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Input"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-picture": {
        parameters: {
            query?: never;
            header?: {
                /** @description bytes=from-to */
                Range?: string;
            };
            path: {
                /** @description as on the sheet */
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the picture, clip or sound; with status 206 the part of it that was asked for */
            200: {
                headers: {
                    "Accept-Ranges"?: string;
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    "Content-Security-Policy"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "audio/webm": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/svg+xml": string;
                    "video/mp4": string;
                    "video/webm": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-pledge": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-pledgeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-practice-done": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-practice-doneRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-start": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatGrip"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-submit": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-submitRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "document-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocKindView"][] | null;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "guide-items": {
        parameters: {
            query?: {
                personType?: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCatalogueItem"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    guide: {
        parameters: {
            query?: {
                /** @description day, today where it is missing */
                on?: string;
                /** @description authority; national rules where it is missing */
                org?: string;
            };
            header?: never;
            path: {
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleGuide"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "help-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Help-linkRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpAsking"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "help-link-come": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Help-link-comeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpAsking"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "help-link-arrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Help-link-arriveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpAsking"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notice: {
        parameters: {
            query?: {
                /** @description zh-CN or en */
                lang?: string;
            };
            header?: never;
            path: {
                kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Outpost-enrolRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutpostNode"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-film": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Outpost-filmRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutpostFilm"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Outpost-syncRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outpost-syncResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "verify-code": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Verify-codeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "verify-number": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Verify-numberRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accounts: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                /** @description beginning of the login name */
                login?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAccountView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Account-addRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account-disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account-enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "grant-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grant-addRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account-reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "account-unlock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admission-checks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIdentityCheck"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "admission-move": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Admission-moveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appeals: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                state?: "" | "FILED" | "UPHELD" | "REVOKED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReviewAppeal"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appeal-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Appeal-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewAppeal"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applications: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                state?: ("DRAFT" | "SUBMITTED" | "TO_CORRECT" | "ACCEPTED" | "APPROVED" | "REJECTED" | "LAPSED" | "FULFILLED")[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-bookings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-check": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-file-read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-help": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Application-helpRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-material": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaterialForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Application-rejectRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-return": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Application-returnRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-submit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "application-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-list": {
        parameters: {
            query?: {
                actor?: string;
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                /** @description kind:id */
                object?: string;
                /** @description beginning of the verb */
                verb?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAuditEntry"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    authorities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAuthorityView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "authorization-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "authorization-file-read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "authorization-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "authorization-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RebookedView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprint-publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-blueprint-publishRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlueprintView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprint-refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankReason"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprint-rehearsal": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprint-rehearse": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-export": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankExportReport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-export-allow": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankExportView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-export-fetch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-sealed-export-fetch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SealingForm"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-export-refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankExportView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import-approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-import-approveRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import-discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-import-discardRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import-reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-import-rejectRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import-submit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-import-submitRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-quarantine": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-quarantine-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-quarantine-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-quarantine-end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-quarantine-endRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-activate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-booked-past": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedPastView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-draws": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDrawView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-release-exportRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-export-ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-export-askRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankExportView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-items": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                topic?: string;
                type?: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageItemView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageKeyVersionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-keys-propose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-keys-proposeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyVersionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-keys-read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                no: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyVersionDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-keys-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                no: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-keys-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyVersionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankReason"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-sealed-export-ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SealingAsk"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankExportView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-template": {
        parameters: {
            query?: {
                /** @description the usual columns alone */
                plain?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    banks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBankView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-createRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bank: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-alike": {
        parameters: {
            query?: {
                percent?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlikeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprints": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBlueprintView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprint-propose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Body"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlueprintView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-blueprint-check": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Body"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-citations": {
        parameters: {
            query?: {
                state?: "LAPSED" | "AMENDED" | "FUTURE" | "ENDING" | "UNKNOWN" | "NONE" | "HOLDS";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationsView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-exports": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBankExportView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-health": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankHealthView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import-jobs": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageImportJobView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-imports": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBatchView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import": {
        parameters: {
            query: {
                /** @description left out: told by the content */
                format?: "xlsx" | "csv" | "csv-gb18030" | "xlsx-zip" | "csv-zip" | "moodle-xml" | "gift" | "aiken" | "qti-2.1" | "qti-2.2" | "qti-3.0";
                /** @description the file's name */
                name: string;
                /** @description sum of the preview */
                seen: string;
                /** @description skip items whose stem the bank holds, instead of refusing the file */
                skip_known?: boolean;
                /** @description for questions whose file names no topic */
                topic?: string;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-import-preview": {
        parameters: {
            query: {
                /** @description left out: told by the content */
                format?: "xlsx" | "csv" | "csv-gb18030" | "xlsx-zip" | "csv-zip" | "moodle-xml" | "gift" | "aiken" | "qti-2.1" | "qti-2.2" | "qti-3.0";
                /** @description the file's name */
                name: string;
                /** @description skip items whose stem the bank holds, instead of refusing the file */
                skip_known?: boolean;
                /** @description for questions whose file names no topic */
                topic?: string;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items": {
        parameters: {
            query?: {
                batch?: string;
                /** @description next of the previous page */
                cursor?: string;
                /** @description all versions of one item */
                item?: string;
                /** @description the latest version of each item only */
                latest?: boolean;
                limit?: number;
                state?: "DRAFT" | "CHECKED" | "APPROVED" | "REJECTED" | "RETIRED";
                tag?: string;
                topic?: string;
                type?: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageItemView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-languages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCoverageView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-pictures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBankPictureView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-picture-add": {
        parameters: {
            query?: {
                /** @description the file's name */
                name?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankPictureView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-picture": {
        parameters: {
            query?: never;
            header?: {
                /** @description bytes=from-to */
                Range?: string;
            };
            path: {
                digest: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the picture, clip or sound; with status 206 the part of it that was asked for */
            200: {
                headers: {
                    "Accept-Ranges"?: string;
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    "Content-Security-Policy"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "audio/webm": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/svg+xml": string;
                    "video/mp4": string;
                    "video/webm": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-quarantines": {
        parameters: {
            query?: {
                /** @description only proposals and items that are out */
                live?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageQuarantineView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-offers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReleaseOfferView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSourceView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-releases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReleaseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-release-propose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-release-proposeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-review": {
        parameters: {
            query?: {
                batch?: string;
                /** @description next of the previous page */
                cursor?: string;
                /** @description all versions of one item */
                item?: string;
                /** @description the latest version of each item only */
                latest?: boolean;
                limit?: number;
                state?: "DRAFT" | "CHECKED" | "APPROVED" | "REJECTED" | "RETIRED";
                tag?: string;
                topic?: string;
                type?: "TRUE_FALSE" | "SINGLE" | "MULTIPLE" | "HOTSPOT" | "CASE";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageItemView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-sealed-releases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSealedReleaseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-sound-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankSoundView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-translations": {
        parameters: {
            query: {
                format?: "xlsx" | "csv";
                language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-translations-import": {
        parameters: {
            query: {
                /** @description only say what is wrong */
                dry?: boolean;
                /** @description the file's name */
                name: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bank-translations-importResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-variants-waiting": {
        parameters: {
            query: {
                /** @description next of the previous page */
                cursor?: string;
                language: "mn-Mong" | "bo" | "ug" | "kk-Arab" | "ko" | "en";
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageWaitingVariantView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-variants-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-variants-confirmRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bank-variants-confirmResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ban-list": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBanView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ban-enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ban-enterRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BanView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ban-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BanView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ban-lift": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ban-liftRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BanView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "booking-hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    booking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "booking-calendar": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "booking-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Booking-cancelRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "booking-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "booking-language": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedLanguage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ticket-pin": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket-pinResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calls: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                state?: "LIVE" | "CLOSED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCallView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "call-ack": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "call-close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Call-closeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-cited-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-cited-addRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitedTextView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-cited-change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-cited-changeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitedTextView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "closure-remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    colleagues: {
        parameters: {
            query: {
                role: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageColleagueView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    detectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDetectorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "detector-mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Detector-modeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetectorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eligibility: {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    emergencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEmergencyScript"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "employment-end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Employment-endRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "enrolment-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Enrolment-addRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment-addResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-exports": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description that wait for a decision */
                live?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEvidenceExport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-export-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceExport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-export-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bundle; a transfer that breaks off leaves a file that suikao verify evidence calls truncated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-holds": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                live?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEvidenceHold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-hold-lift": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvidenceReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceHold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-hold-lift-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceHold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRetentionClass"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceStorage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exemption-list": {
        parameters: {
            query: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                org: string;
                state?: "SUBMITTED" | "APPROVED" | "REJECTED" | "REVOKED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTrainingExemption"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exemption-submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Exemption-submitRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingExemption"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exemption-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Exemption-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingExemption"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exemption-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Exemption-revokeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingExemption"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "face-register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceRegisterView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    foreknowledge: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                state?: "OPEN" | "LOOKED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageForeknowledgeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "foreknowledge-look": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description sitting */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Foreknowledge-lookRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "gate-watch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description the answer; Location names the session */
            201: {
                headers: {
                    "Content-Type"?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "grant-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    handovers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHandoverView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "handover-take": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "help-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHelpCall"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hours-list": {
        parameters: {
            query: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                org: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHoursEntry"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hours-record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hours-recordRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoursEntry"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hours-correct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hours-correctRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoursEntry"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIdentityCheck"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity-check-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Identity-check-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityCheck"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncidentKind"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    incidents: {
        parameters: {
            query?: {
                class?: "" | "ENVIRONMENT" | "CANDIDATE" | "STAFF" | "TECHNICAL" | "OTHER";
                /** @description next of the previous page */
                cursor?: string;
                from?: string;
                limit?: number;
                room?: string;
                sitting?: string;
                state?: "" | "OPEN" | "TAKEN" | "CLOSED" | "REFERRED" | "SETTLED";
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-flag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentFlagInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Incident-closeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-help-call": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpCall"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-help": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentHelp"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-help-ack": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Incident-help-ackRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpCall"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-help-arrive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Incident-help-arriveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpCall"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-message": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-script": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyScript"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-take": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Incident-takeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-talk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "incident-queue": {
        parameters: {
            query?: {
                all?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentQueue"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item-comments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBankComment"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-item-noteRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "item-health": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemHealthView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "item-quarantine-propose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankReason"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item-revise": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item-variants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageVariantView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-item-variant-write": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-item-variant-writeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariantView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items-approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-items-approveRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items-discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-items-discardRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items-enemies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-items-enemiesRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bank-items-enemiesResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items-reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-items-rejectRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items-retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-items-retireRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-items-submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bank-items-submitRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "live-end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "live-renew": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    "Content-Type"?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "live-talk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Live-talkRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "live-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServersOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff-logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    matches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMatchView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "match-confirm": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Match-confirmRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "match-mismatch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Match-mismatchRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "match-photo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "match-refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notice-proposals": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageNoticeProposalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notice-propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Notice-proposeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeProposalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notice-publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeProposalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notice-reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Notice-rejectRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeProposalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notice-take-back": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeProposalView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageNoticeVersionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orgs: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                kind?: "AUTHORITY" | "EXAM_BODY" | "CENTRE" | "ENTERPRISE";
                limit?: number;
                /** @description part of the name */
                name?: string;
                parent?: string;
                /** @description leading digits */
                region?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOrgView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    org: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Org-updateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrgForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Org-closeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "employee-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Employee-addRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Employee-addResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-move": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Org-moveRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-permits": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEmployeePermits"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "roster-import": {
        parameters: {
            query?: {
                format?: "xlsx" | "csv";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosterReport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "roster-preview": {
        parameters: {
            query?: {
                format?: "xlsx" | "csv";
            };
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosterPlanView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutpostReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutpostEvidence"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outpost-listResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutpostReasonBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "pause-resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-applications": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                /** @description one or more of SUBMITTED, TO_CORRECT, APPROVED, REJECTED, WITHDRAWN, ISSUED, comma between */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePermitReviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-apply-for": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-application-approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-issue": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPermit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-application-reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermitReasonIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-application-return": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Permit-application-returnRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitReviewView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-changes": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePermitChangeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Permit-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitChangeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePermitTemplateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-template-propose": {
        parameters: {
            query: {
                /** @description first day of the permits it counts for */
                from: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitTemplateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-template-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Permit-template-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitTemplateView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-template-specimen": {
        parameters: {
            query?: {
                /** @description long: names and items of several lines; rare: uncommon characters */
                case?: "plain" | "long" | "rare";
                kind?: "OPERATION_PERMIT" | "COMPETENCE_CERT" | "TRAINING_PROOF";
                /** @description page: A4; card: 85.6 × 54 mm, front and back */
                size?: "page" | "card";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-template-text": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    permit: {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPermit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-certificate": {
        parameters: {
            query?: {
                /** @description page: A4; card: 85.6 × 54 mm, front and back */
                size?: "page" | "card";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-propose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Permit-proposeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitChangeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-code": {
        parameters: {
            query?: {
                /** @description full: with the whole number, for print; masked: for telephones and posters */
                form?: "full" | "masked";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitCodeView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-unmask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermitReasonIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Permit-unmaskResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permit-on-day": {
        parameters: {
            query?: {
                /** @description 2026-06-01; left out: today */
                on?: string;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitDayView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "permits-search": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchPermitsInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePermitView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person-addRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person-updateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-claim-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person-claim-codeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person-claim-codeResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    employments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmploymentView"][] | null;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-face": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceRecordView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-phone": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person-phoneRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-photo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-photo-put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-photo-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person-photo-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "person-unmask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Person-unmaskRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person-unmaskResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "persons-search": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Persons-searchRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePersonView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    points: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePointView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "point-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "point-save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closures: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageClosureView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "closure-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosureForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RebookedView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "point-emergency-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyNumbers"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "point-emergency-numbers-set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmergencyNumbers"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyNumbers"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "point-pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "point-pauses": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePauseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rooms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRoomView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practical-list": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                mine?: boolean;
                state?: "OPEN" | "DIFFERENT" | "CONFIRMED" | "VOID";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePracticalExam"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practical-begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Practical-beginRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PracticalExam"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practical-read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PracticalExam"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practical-break-off": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Practical-break-offRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practical-enter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Practical-enterRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PracticalExam"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recording-video": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the segment, or the range that was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description the segment, or the range that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
        };
    };
    "release-queue": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                /** @description left out: both */
                held?: "true" | "false";
                limit?: number;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageQueueLineView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rescores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRescoreView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rescore-propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rescore-proposeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RescoreView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rescore: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                outcome?: "SAME" | "CHANGED" | "BROKEN" | "SKIPPED";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RescorePage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rescore-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rescore-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RescoreView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffResultDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "result-clear": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Result-clearRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "result-hold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Result-holdRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transcript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReviewAct"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviews: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                sitting?: string;
                stage?: "" | "FACTS" | "NOTICE" | "SERVING_NOTICE" | "STATEMENT" | "DECISION" | "SERVING_DECISION" | "APPEALABLE" | "APPEALED" | "FINAL" | "DISMISSED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Review-openRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Review-decideRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: "NOTICE" | "DECISION" | "APPEAL";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the document */
            200: {
                headers: {
                    "Content-Security-Policy"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-drop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTextBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-sign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Review-signRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-notice": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-serve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Review-serveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCase"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "review-terms": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewTerms"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"][] | null;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-records": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                /** @description day on which the slot began, 2006-01-02 */
                on?: string;
                state?: "OPEN" | "DRAFT" | "SIGNED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRecordHead"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-record-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRecordInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "results-release": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseOutcomes"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-record-sign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-record-signRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAdmissionView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-agents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatAgentView"][] | null;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    authorizations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAuthorizationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "authorization-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorizationForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-cameras": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRoomCamera"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-camera-live": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description of the room's cameras, from 1 */
                no: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-camera-still": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description of the room's cameras, from 1 */
                no: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-devices": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceView"][] | null;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-door-open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-door-openRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-emergency": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-emergencyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-emergency-end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-emergency-step": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-emergency-stepRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyScript"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-evidence-export-ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomDayInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceExport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-evidence-hold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomDayInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceHold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "handover-give": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Handover-giveRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-lock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-lockRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-outages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRoomOutage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-outage-state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-outage-stateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomOutage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    outposts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutpostRoom"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Outpost-enrolmentRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outpost-enrolmentResponse"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-passages": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                /** @description a day before to when left out */
                from?: string;
                limit?: number;
                /** @description now when left out */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePassageView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-pauses": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePauseView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-readiness": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomReadiness"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-recording": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomRecording"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-safety": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Room-safetyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSeatView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seats-set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seats-setRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSeatView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roster: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageShiftView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "shift-add": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-sittings": {
        parameters: {
            query?: {
                live?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-slot": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotFactsView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "supervision-gaps": {
        parameters: {
            query?: {
                /** @description left out: a day before to */
                from?: string;
                /** @description left out: now */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSupervisionGap"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "supervision-lost": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GapInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionGap"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "roster-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-basis": {
        parameters: {
            query?: {
                org?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRuleBasis"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-calendar": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleCalendarYear"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-catalogue": {
        parameters: {
            query?: {
                on?: string;
                personType?: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
                track?: "EMERGENCY" | "MINE_SAFETY" | "CONSTRUCTION" | "TRANSPORT";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCatalogueItem"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-in-force": {
        parameters: {
            query?: {
                item?: string;
                on?: string;
                org?: string;
                personType?: "PRINCIPAL" | "SAFETY_MANAGER" | "SPECIAL_OPERATOR";
                track?: "EMERGENCY" | "MINE_SAFETY" | "CONSTRUCTION" | "TRANSPORT";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleInForce"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-proposals": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                state?: "PENDING" | "APPROVED" | "REJECTED" | "WITHDRAWN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRuleProposal"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rules-proposeRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulePreview"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-proposal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulePreview"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rules-approveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProposal"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rules-rejectRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProposal"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rules-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProposal"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    samples: {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAuditSample"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sample-judge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sample-judgeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "score-checks": {
        parameters: {
            query?: {
                /** @description next of the previous page */
                cursor?: string;
                limit?: number;
                state?: "REQUESTED" | "ASSIGNED" | "REPLIED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageScoreCheckView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "score-check": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreCheckPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "score-check-assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Score-check-assignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreCheckView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "score-check-sign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Score-check-signRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreCheckView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sealed-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedKeysView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sealed-release-import": {
        parameters: {
            query: {
                /** @description authority or exam body that will draw papers from it */
                org: string;
                /** @description sum of the preview */
                seen: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedFileView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sealed-release-preview": {
        parameters: {
            query: {
                /** @description authority or exam body that will draw papers from it */
                org: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedFileView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agent-accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatAgentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agent-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seat-service": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seat-serviceRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "live-watch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description the answer; Location names the session */
            201: {
                headers: {
                    "Content-Type"?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "shift-remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RebookedView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sitting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-abort": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-evidence": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingEvidence"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-export-ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvidenceReason"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceExport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "evidence-hold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvidenceReason"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceHold"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-hand-in": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-incidents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncidentView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-input": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingInput"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-move": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sitting-moveRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "outpost-recall": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Outpost-recallRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-recording": {
        parameters: {
            query?: {
                /** @description also read every file again and compare its hash; on the audit trail */
                files?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingRecording"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SittingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-supervision": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingSupervision"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-technical-abort": {
        parameters: {
            query?: never;
            header?: {
                "Accept-Language"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbortRecord"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-time": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingTime"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sitting-timeline": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTimelineMoment"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    slots: {
        parameters: {
            query: {
                date: string;
                point: string;
            };
            header?: {
                "Accept-Language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSlotView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "slot-list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotFactsView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "slot-close-admissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotFactsView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "supervision-regained": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionGap"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-variant-confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariantView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bank-variant-refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariantView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workload: {
        parameters: {
            query?: {
                /** @description left out: a day before to */
                from?: string;
                room?: string;
                /** @description left out: now */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfficerLoad"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
