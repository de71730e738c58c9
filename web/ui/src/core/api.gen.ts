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
         * @description The version in force only; about names an application or sitting where the text is confirmed for one.
         */
        post: operations["candidate-confirm"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
        "Candidate-confirmRequest": {
            about?: string;
            /** @enum {string} */
            kind: "PRIVACY" | "TRUTH_PLEDGE" | "EXAM_PLEDGE" | "RECORDING" | "FACE_CONSENT";
            lang?: string;
            /** Format: int64 */
            version: number;
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
        ClaimInBody: {
            /** @description six digits to the phone on file, or the counter's ten characters */
            code: string;
            document: components["schemas"]["IdentifierForm"];
            lang?: string;
            password: string;
            /** Format: int64 */
            privacyVersion: number;
        };
        CodeLoginInBody: {
            code: string;
            phone: string;
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
        GrantView: {
            /** Format: date-time */
            grantedAt: string;
            id: string;
            org: string;
            orgName: string;
            orgPath: string;
            role: string;
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
            org: string;
            orgName: string;
            person: string;
            reason?: string;
            to: string;
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
        "Own-exemptionRequest": {
            attachment?: string;
            evidence: string;
            item: string;
            /** @description authority that decides */
            org: string;
            /** @enum {string} */
            reason: "SKILL_CERT" | "DEGREE";
        };
        OwnTraining: {
            entries: components["schemas"]["HoursEntry"][];
            exemptions: components["schemas"]["TrainingExemption"][];
            /** @description where an item was named */
            requirement?: components["schemas"]["TrainingNeed"];
        };
        PageCatalogueItem: {
            items: components["schemas"]["CatalogueItem"][];
            next?: string;
        };
        PageHoursEntry: {
            items: components["schemas"]["HoursEntry"][];
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
        PageTrainingExemption: {
            items: components["schemas"]["TrainingExemption"][];
            next?: string;
        };
        PasswordInBody: {
            old: string;
            password: string;
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
        ResetInBody: {
            code: string;
            document: components["schemas"]["IdentifierForm"];
            password: string;
            /** @description the phone on file */
            phone: string;
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
        "Send-claim-codeRequest": {
            document: components["schemas"]["IdentifierForm"];
        };
        "Send-codeRequest": {
            phone: string;
            /** @enum {string} */
            purpose: "REGISTER" | "LOGIN" | "RESET" | "NEW_PHONE";
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
        Trainee: {
            country?: string;
            docKind?: string;
            id?: string;
            name?: string;
            number?: string;
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
                "application/json": components["schemas"]["Candidate-confirmRequest"];
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
}
