-- Few cases of a town are open at a time: lists of work (アウトリーチ, the load of a desk, what stands
-- still) begin from them.
create index cases_by_state on cases (municipality, state);
